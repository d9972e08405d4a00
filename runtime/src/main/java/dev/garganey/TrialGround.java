package dev.garganey;

import dev.garganey.console.Console;
import dev.garganey.console.Done;
import dev.garganey.console.RowSink;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.TransactionState;
import dev.garganey.execute.Attempt;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Turn;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.Step;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.plan.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * TrialGround is the transaction of a trial, and what was done in it: each step behind a savepoint,
 * so that it can be taken back alone, and planned for the schema that those before it leave.
 */
final class TrialGround {
  private static final String KEYS_OFF =
      "Foreign keys are off in this trial, from its beginning, because a table is rebuilt in it, and"
          + " ON DELETE and ON UPDATE do not act";

  private static final String KEPT = "Nothing of this step stays; the trial is where it was";

  private final Configuration configuration;
  private final Dialect dialect;
  private final Secrets secrets;
  private final Console console;
  private final Withheld withheld;
  private final Map<String, RecordedOperations> earlier = new HashMap<>();
  private final List<Laid> laid = new ArrayList<>();
  private Schema base = Schema.EMPTY;
  private Schema recorded = Schema.EMPTY;
  private boolean suspended;
  private boolean ended;
  private volatile Interruption interruption = new Interruption();

  TrialGround(Configuration configuration, Dialect dialect, Secrets secrets, Console console) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.console = console;
    this.withheld = new Withheld(dialect);
  }

  /**
   * Laid is a step that was done.
   *
   * @param plan what ran; none for SQL that was sent as it is
   * @param after the schema behind it; empty until somebody asks, where only a look tells
   */
  record Laid(
      Tried what, Optional<MigrationPlan> plan, Optional<Foreseen> after, List<String> notices) {}

  /** Work is what happens over the connection. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /** Opens the transaction, after a look at what else is to be read. */
  <T> T open(Work<T> first) {
    if (console.transaction() != TransactionState.NONE) {
      throw new Refused("A transaction is open; end it first: commit; or rollback;");
    }
    return lend(
        session -> {
          T result = first.in(session);
          begin(session, false);
          try {
            base = session.base();
            recorded = session.isComplete() ? Schema.EMPTY : session.recorded();
          } catch (SQLException | RuntimeException failure) {
            finish(session);
            throw failure;
          }
          return result;
        });
  }

  /** What a repeatable migration did when it ran last. */
  void knowsEarlier(String id, RecordedOperations operations) {
    earlier.put(id, operations);
  }

  /** Whether the transaction is there: an end of the connection is its end. */
  boolean isOpen() {
    return !ended && console.transaction() != TransactionState.NONE;
  }

  List<Laid> laid() {
    return List.copyOf(laid);
  }

  /** Takes back all of it, and ends. */
  void end() {
    if (isOpen()) {
      lend(
          session -> {
            finish(session);
            return true;
          });
    }
    ended = true;
  }

  /** Stops what runs, from any thread. */
  void interrupt() {
    interruption.request();
  }

  /** Does one more step. */
  Laid add(Tried what) {
    return inside(session -> add(session, what));
  }

  /**
   * Sends SQL that somebody typed.
   *
   * @param what it as a step; none where it only reads
   */
  Done send(String sql, RowSink sink, Optional<Tried.Sql> what) {
    requireOpen();
    String savepoint = savepoint(laid.size() + 1);
    long broken = what.isPresent() ? brokenKeys() : 0;
    Done done = console.run(sql, sink, savepoint);
    if (what.isPresent() && brokenKeys() > broken) {
      inside(session -> forget(session.connection(), savepoint));
      throw new Refused(
          "Rows would refer to rows that are not there. "
              + KEYS_OFF
              + "; nothing of this statement stays");
    }
    if (what.isPresent()) {
      boolean touches = what.get().operation().operation().isOpaque();
      Optional<Foreseen> after = touches ? Optional.empty() : lastKnown();
      laid.add(new Laid(what.get(), Optional.empty(), after, List.of()));
    } else {
      inside(session -> execute(session.connection(), "RELEASE SAVEPOINT " + savepoint));
    }
    return done;
  }

  /** How many rows refer to nothing, where nobody but us would notice. */
  private long brokenKeys() {
    Optional<String> query = suspended ? dialect.brokenForeignKeys() : Optional.empty();
    return query.isEmpty()
        ? 0
        : inside(
            session -> {
              try (java.sql.Statement statement = session.connection().createStatement();
                  ResultSet rows = statement.executeQuery(query.get())) {
                return rows.next() ? rows.getLong(1) : 0L;
              }
            });
  }

  /** Takes back all steps but the first ones. */
  void back(int left) {
    inside(session -> back(session, left));
  }

  /** Begins anew and does these steps; where one fails, those before it are there. */
  void restart(List<Tried> steps) {
    inside(
        session -> {
          restart(session, suspended, steps);
          return true;
        });
  }

  /** The schema as it is now. */
  Schema schema() {
    return inside(session -> foreseen(session).schema());
  }

  // --- Over the connection -----------------------------------------------------------------------

  /** Does something in the transaction. */
  <T> T inside(Work<T> work) {
    requireOpen();
    return lend(work);
  }

  private <T> T lend(Work<T> work) {
    Interruption wish = new Interruption();
    interruption = wish;
    return console.lend(
        connection ->
            work.in(Session.over(connection, configuration, dialect, secrets, wish, event -> {})));
  }

  private void requireOpen() {
    if (!isOpen()) {
      ended = true;
      throw new Refused("The trial is over, and all that it did is rolled back");
    }
  }

  private void begin(Session session, boolean suspend) throws SQLException {
    new Turn(session.context()).begin(suspend);
    suspended = suspend;
    dialect.limitLockWait(session.connection(), configuration.statementLockTimeout());
  }

  private void finish(Session session) throws SQLException {
    dialect.rollback(session.connection());
    dialect.end(session.connection());
  }

  Laid add(Session session, Tried what) throws SQLException {
    Withheld.Part part = withheld.from(what);
    MigrationPlan plan = planned(session, what, part.steps());
    List<String> notices = new ArrayList<>(part.notices());
    if (suspends(plan) && !suspended) {
      restart(session, true, laid.stream().map(Laid::what).toList());
      notices.add(KEYS_OFF);
    }
    run(session, savepoint(laid.size() + 1), plan);
    boolean opaque = part.steps().stream().anyMatch(s -> s.operation().isOpaque());
    Laid done =
        new Laid(
            what,
            Optional.of(plan),
            opaque ? Optional.empty() : Optional.of(plan.after()),
            notices);
    laid.add(done);
    return done;
  }

  private boolean suspends(MigrationPlan plan) {
    return dialect.brokenForeignKeys().isPresent()
        && plan.stages().stream().anyMatch(Stage::suspendsForeignKeys);
  }

  /** Runs a plan behind a savepoint, which stays; where that fails, nothing of it does. */
  void run(Session session, String savepoint, MigrationPlan plan) throws SQLException {
    Optional<String> brokenKeys = dialect.brokenForeignKeys();
    MigrationPlan receipted =
        suspended && brokenKeys.isPresent()
            ? plan.withForeignKeysSuspended(brokenKeys.get())
            : plan;
    execute(session.connection(), "SAVEPOINT " + savepoint);
    try {
      new Attempt(session.context()).run(receipted, KEPT);
    } catch (SQLException | RuntimeException failure) {
      takeBack(session.connection(), savepoint, failure);
      throw failure;
    }
  }

  private static void takeBack(Connection connection, String savepoint, Exception failure) {
    try {
      forget(connection, savepoint);
    } catch (SQLException over) {
      failure.addSuppressed(over);
    }
  }

  /** Takes back what came since a savepoint, and the savepoint. */
  static boolean forget(Connection connection, String savepoint) throws SQLException {
    execute(connection, "ROLLBACK TO SAVEPOINT " + savepoint);
    return execute(connection, "RELEASE SAVEPOINT " + savepoint);
  }

  private boolean back(Session session, int left) throws SQLException {
    if (left < laid.size()) {
      forget(session.connection(), savepoint(left + 1));
      laid.subList(left, laid.size()).clear();
    }
    return true;
  }

  /** Begins anew, with foreign keys off from the first step on where a later one needs that. */
  void restart(Session session, boolean suspend, List<Tried> steps) throws SQLException {
    finish(session);
    laid.clear();
    begin(session, suspend);
    for (Tried step : steps) {
      add(session, step);
    }
  }

  boolean isSuspended() {
    return suspended;
  }

  private MigrationPlan planned(Session session, Tried what, List<Step> steps) throws SQLException {
    Foreseen before = foreseen(session);
    Migration migration = migration(what, steps);
    RecordedOperations last = earlier.get(migration.id());
    boolean again = what instanceof Tried.Written written && written.isWhole() && last != null;
    Planner planner = new Planner(dialect);
    return session
        .scripts()
        .located(
            () ->
                again
                    ? Planning.again(planner, migration, last, before)
                    : planner.up(migration, before));
  }

  private static Migration migration(Tried what, List<Step> steps) {
    Optional<Migration> written =
        what instanceof Tried.Written w && w.isWhole()
            ? Optional.of(w.migration())
            : Optional.empty();
    String id = what instanceof Tried.Written w ? w.migration().id() : "trial";
    return new Migration(
        id,
        written.map(Migration::file).orElse(id),
        "",
        Optional.empty(),
        steps,
        written.flatMap(Migration::down),
        true,
        written.map(Migration::repeatable).orElse(false),
        List.of(),
        List.of(),
        written.flatMap(Migration::irreversible));
  }

  private Optional<Foreseen> lastKnown() {
    return laid.isEmpty()
        ? Optional.of(Foreseen.of(dialect, base))
        : laid.get(laid.size() - 1).after();
  }

  /** The schema that the next step finds. */
  Foreseen foreseen(Session session) throws SQLException {
    Optional<Foreseen> known = lastKnown();
    if (known.isPresent()) {
      return known.get();
    }
    List<Step> steps = laid.stream().flatMap(l -> l.what().operations().stream()).toList();
    Foreseen found = Foreseen.of(dialect, session.base(session.recorded(recorded, steps)));
    int last = laid.size() - 1;
    Laid step = laid.get(last);
    laid.set(last, new Laid(step.what(), step.plan(), Optional.of(found), step.notices()));
    return found;
  }

  private static String savepoint(int number) {
    return "garganey_step_" + number;
  }

  static boolean execute(Connection connection, String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }
}
