package dev.garganey;

import dev.garganey.console.Console;
import dev.garganey.console.Done;
import dev.garganey.console.RowSink;
import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Interrupted;
import dev.garganey.execute.Refused;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.script.ScriptMistakes;
import dev.garganey.script.Snippets;
import dev.garganey.script.SqlStatements;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Trial is one transaction in which changes are tried, step by step, on a database as it is: what
 * somebody types, and the migrations that are pending. Each step can be taken back. Nothing of it
 * is ever committed: what is to stay is written as a migration, and applied as any other.
 *
 * <p>What was changed is locked for others while it is open, as in any transaction.
 */
public final class Trial implements AutoCloseable {
  /** What would end the transaction, or the order of its savepoints. */
  private static final Set<String> STEERING =
      Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release");

  private final Dialect dialect;
  private final Secrets secrets;
  private final Configuration configuration;
  private final TrialGround ground;
  private final List<TrialStep> steps = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private Upcoming upcoming = Upcoming.NONE;

  private Trial(Configuration configuration, Dialect dialect, Secrets secrets, Console console) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.ground = new TrialGround(configuration, dialect, secrets, console);
  }

  static Trial open(
      Configuration configuration, Dialect dialect, Secrets secrets, Console console) {
    Trial trial = new Trial(configuration, dialect, secrets, console);
    trial.telling(() -> trial.ground.open(trial::survey));
    return trial;
  }

  /** What is pending; where that cannot be told, there is less to try. */
  private boolean survey(Session session) throws SQLException {
    if (!Files.isDirectory(configuration.migrations())) {
      return false;
    }
    try {
      Pending pending = Pending.of(configuration, dialect, session, Target.DEFAULT);
      if (!pending.survey().journalled().isEmpty()) {
        notices.add(
            String.join(", ", pending.survey().journalled().keySet())
                + " was cut off half way, so no pending migration can be tried; finish it first");
        return false;
      }
      List<Migration> open =
          pending.migrations().stream().filter(m -> !pending.recognition().knows(m)).toList();
      for (Migration migration : open) {
        if (pending.survey().revisions().containsKey(migration.id())) {
          String json =
              session.history().operations(session.connection(), migration.id()).orElseThrow();
          ground.knowsEarlier(migration.id(), OperationJson.read(json));
        }
        new Withheld(dialect)
            .notices(migration)
            .forEach(notice -> notices.add(migration.id() + ": " + notice));
      }
      upcoming = Upcoming.of(open);
    } catch (Refused | ScriptMistakes wrong) {
      notices.add("no pending migration can be tried: " + wrong.getMessage());
    }
    return true;
  }

  /** Whether it can go on: it cannot behind its end, or that of the connection. */
  public boolean isOpen() {
    return ground.isOpen();
  }

  /** What of pending migrations it does otherwise than an apply, or not at all. */
  public List<String> notices() {
    return notices.stream().map(secrets::mask).toList();
  }

  /** What was done, in order. */
  public List<TrialStep> steps() {
    return List.copyOf(steps);
  }

  /** What is still pending: ids, and how many operations of the first one were done. */
  public Upcoming upcoming() {
    return upcoming;
  }

  /** The schema as it is now. */
  public Schema schema() {
    return telling(ground::schema);
  }

  /**
   * Carries out operations that were typed.
   *
   * @param text as it was typed
   */
  public TrialStep say(String text, List<Step> operations) {
    return add(new Tried.Said(text, operations));
  }

  /**
   * Sends SQL that was typed.
   *
   * @param sql without its closing semicolon
   * @param reads whether it changes nothing, so that it is no step
   * @throws Refused if it would end the transaction
   */
  public Done send(String sql, RowSink sink, boolean reads) {
    refuseSteering(sql);
    return telling(
        () -> {
          Optional<Tried.Sql> what =
              reads ? Optional.empty() : Optional.of(new Tried.Sql(sql, step(sql)));
          long began = System.nanoTime();
          Done done = ground.send(sql, sink, what);
          what.ifPresent(w -> steps.add(step(w, Optional.empty(), List.of(), began)));
          return done;
        });
  }

  /** A statement as a step, to be done in place of another one. */
  public Tried typed(String sql) {
    refuseSteering(sql);
    return new Tried.Sql(sql, step(sql));
  }

  private Step step(String sql) {
    return Step.of(
        SqlStatements.operation(sql, dialect.product().syntax()),
        new SourcePosition(Snippets.TITLE, 1, 1));
  }

  private void refuseSteering(String sql) {
    List<SqlToken> tokens;
    try {
      tokens = SqlTokenizer.tokenize(sql, dialect.product().syntax());
    } catch (SqlMistake told) {
      return;
    }
    Optional<String> first =
        tokens.stream()
            .filter(t -> t.kind() == SqlToken.Kind.WORD)
            .findFirst()
            .map(SqlToken::lower);
    if (first.filter(STEERING::contains).isPresent()) {
      throw new Refused(
          "A trial is open, and it is one transaction of its own: back takes back a step, keep NAME"
              + " writes what you said as a migration, drop forgets it");
    }
  }

  /** Does what is left of the next pending migration; nothing where none is left. */
  public Optional<TrialStep> next() {
    return upcoming.rest().map(what -> forward(what));
  }

  /** Does the next operation of a pending migration; nothing where none is left. */
  public Optional<TrialStep> nextOperation() {
    return upcoming.one().map(what -> forward(what));
  }

  private TrialStep forward(Tried.Written what) {
    TrialStep done = add(what);
    upcoming = upcoming.after(what);
    return done;
  }

  /**
   * Takes back the last step.
   *
   * @throws Refused if there is none
   */
  public TrialStep back() {
    if (steps.isEmpty()) {
      throw new Refused("Nothing was done yet in this trial that could be taken back");
    }
    TrialStep last = steps.get(steps.size() - 1);
    telling(
        () -> {
          ground.back(steps.size() - 1);
          return true;
        });
    steps.remove(steps.size() - 1);
    if (last.what() instanceof Tried.Written written) {
      upcoming = upcoming.before(written);
    }
    return last;
  }

  /**
   * Does something else in place of a step, and again what came after it. Where that fails, all is
   * as it was.
   *
   * @param number from 1
   */
  public List<TrialStep> replace(int number, Tried instead) {
    List<TrialStep> before = steps();
    if (number < 1 || number > before.size()) {
      throw new Refused("There is no step " + number + "; steps lists them");
    }
    List<Tried> later =
        before.subList(number, before.size()).stream().map(TrialStep::what).toList();
    try {
      telling(
          () -> {
            ground.back(number - 1);
            return true;
          });
      steps.subList(number - 1, steps.size()).clear();
      add(instead);
      later.forEach(this::add);
      if (instead instanceof Tried.Written written) {
        upcoming = upcoming.with(written.migration());
      }
      return steps().subList(number - 1, steps.size());
    } catch (RuntimeException failure) {
      if (isOpen()) {
        ground.restart(before.stream().map(TrialStep::what).toList());
        steps.clear();
        steps.addAll(before);
      }
      throw failure;
    }
  }

  /**
   * A step of a pending migration as its file says it now.
   *
   * @throws ScriptMistakes if something is wrong with it
   */
  public Tried again(Tried.Written written) {
    return telling(
        () -> {
          Migration now =
              ground.inside(
                  session ->
                      session
                          .scripts()
                          .evaluate(
                              session.files().stream()
                                  .filter(f -> f.id().equals(written.migration().id()))
                                  .toList())
                          .stream()
                          .findFirst()
                          .orElseThrow(
                              () ->
                                  new Refused(
                                      "The file of " + written.migration().id() + " is gone")));
          return new Tried.Written(
              now,
              Math.min(written.from(), now.up().size()),
              written.until() == written.migration().up().size()
                  ? now.up().size()
                  : Math.min(written.until(), now.up().size()));
        });
  }

  /**
   * Makes a migration of what was said, proves that it does the same and can be undone, and ends.
   * Where that fails, or the writing does, all is as it was.
   *
   * @param id the file's name without its ending
   * @param writing writes it
   * @throws Refused if nothing was said, or the proof fails
   */
  public Kept keep(Optional<String> description, String id, Consumer<Kept> writing) {
    return telling(
        () -> {
          Kept kept = new Keeping(configuration, dialect, ground).keep(description, id, writing);
          ground.end();
          return kept;
        });
  }

  /** Forgets all of it. */
  @Override
  public void close() {
    ground.end();
  }

  /** Stops what runs, from any thread; the trial is then where it was before. */
  public void interrupt() {
    ground.interrupt();
  }

  private TrialStep add(Tried what) {
    long began = System.nanoTime();
    TrialGround.Laid laid = telling(() -> laid(what));
    TrialStep step = step(what, laid.plan(), laid.notices(), began);
    steps.add(step);
    return step;
  }

  private TrialGround.Laid laid(Tried what) {
    try {
      return ground.add(what);
    } catch (Interrupted stopped) {
      throw new Interrupted("Cancelled; nothing of this step stays");
    }
  }

  private TrialStep step(
      Tried what, Optional<MigrationPlan> plan, List<String> differing, long began) {
    return new TrialStep(
        steps.size() + 1,
        what,
        plan.map(p -> p.showing(secrets::mask).statements()).orElse(List.of()),
        (System.nanoTime() - began) / 1_000_000,
        differing.stream().map(secrets::mask).toList());
  }

  private <T> T telling(Supplier<T> what) {
    try {
      return what.get();
    } catch (RuntimeException failure) {
      throw secrets.mask(failure);
    }
  }
}
