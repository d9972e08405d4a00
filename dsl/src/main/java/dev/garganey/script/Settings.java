package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings is what {@code garganey.groovy} says; what it does not say is empty, and no secret in it
 * is ever shown.
 *
 * @param database the JDBC URL, which may hold a password
 * @param migrations the folder of migrations, relative to the project
 * @param lockTimeout how long to wait until this is the one writer
 * @param statementLockTimeout how long a statement waits for a lock of the database; zero for no
 *     limit
 * @param numbering how new migrations are numbered
 * @param outOfOrder about migrations that arrive before an applied one
 * @param missing about applied migrations whose file is gone
 * @param confirm whether changes need a confirmation
 * @param environments the named variants, each with only what it says itself
 */
public record Settings(
    Optional<Secret> database,
    Optional<Secret> user,
    Optional<PasswordSource> password,
    Optional<String> migrations,
    Optional<String> historyTable,
    Optional<String> historySchema,
    Optional<Duration> lockTimeout,
    Optional<Duration> statementLockTimeout,
    Optional<Numbering> numbering,
    Optional<Policy> outOfOrder,
    Optional<Policy> missing,
    Confirmation confirm,
    Map<String, Settings> environments) {
  /** Settings of a project that has no settings. */
  public static final Settings EMPTY =
      new Settings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Confirmation.NONE,
          Map.of());

  /** Numbering says how a new migration is numbered. */
  public enum Numbering {
    SEQUENTIAL,
    TIMESTAMP
  }

  /** Policy says what to do about something irregular. */
  public enum Policy {
    ALLOW,
    WARN,
    REFUSE
  }

  /** Confirmation says what a change needs: nothing, a yes, or the environment's name. */
  public enum Confirmation {
    NONE,
    YES,
    NAME
  }

  public Settings {
    environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
  }

  /**
   * The settings of an environment: what it says, and for the rest what is said for all.
   *
   * @throws SchemaMistake if there is no such environment
   */
  public Settings in(String environment) {
    Settings own = environments.get(environment);
    if (own == null) {
      throw new SchemaMistake(
          "There is no environment `"
              + environment
              + "` in the settings"
              + Suggestion.clause(environment, environments.keySet())
              + (environments.isEmpty()
                  ? ": they have no environments { }"
                  : " (known: " + String.join(", ", environments.keySet()) + ")"));
    }
    return new Settings(
        own.database.or(() -> database),
        own.user.or(() -> user),
        own.password.or(() -> password),
        own.migrations.or(() -> migrations),
        own.historyTable.or(() -> historyTable),
        own.historySchema.or(() -> historySchema),
        own.lockTimeout.or(() -> lockTimeout),
        own.statementLockTimeout.or(() -> statementLockTimeout),
        own.numbering.or(() -> numbering),
        own.outOfOrder.or(() -> outOfOrder),
        own.missing.or(() -> missing),
        own.confirm,
        environments);
  }
}
