package dev.garganey;

import dev.garganey.console.Console;
import dev.garganey.console.Done;
import dev.garganey.console.RowSink;
import dev.garganey.dialect.Dialect;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Interrupted;
import dev.garganey.execute.Refused;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.script.ScriptMistakes;
import dev.garganey.script.Snippets;
import dev.garganey.script.SqlStatements;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.TransactionWords;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Dialect dialect;
  private final Secrets secrets;
  private final Configuration configuration;
  private final TrialTransaction transaction;
  private final TrialGround ground;
  private final List<String> notices = new ArrayList<>();
  private List<Migration> pending = List.of();

  Trial(
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Console console,
      Consumer<ExecutionEvent> events) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.transaction = new TrialTransaction(configuration, dialect, secrets, console, events);
    this.ground = new TrialGround(dialect, transaction);
  }

  /**
   * Opens it: from now on it is the console's transaction, until it ends. Whoever listens is told
   * where another one is to be waited for.
   *
   * @throws Refused if a transaction is open there
   * @throws dev.garganey.dialect.LockNotObtained if another one does not end in time
   */
  public Trial open() {
    telling(() -> ground.open(this::survey));
    return this;
  }

  /** What is pending; where that cannot be told, there is less to try. */
  private boolean survey(Session session) throws SQLException {
    if (!Files.isDirectory(configuration.migrations())) {
      return false;
    }
    try {
      Pending found = Pending.of(configuration, dialect, session, Target.DEFAULT);
      if (!found.survey().journalled().isEmpty()) {
        notices.add(
            String.join(", ", found.survey().journalled().keySet())
                + " was cut off half way, so no pending migration can be tried; finish it first");
        return false;
      }
      List<Migration> open =
          found.migrations().stream().filter(m -> !found.recognition().knows(m)).toList();
      for (Migration migration : open) {
        if (found.survey().revisions().containsKey(migration.id())) {
          String json =
              session.history().operations(session.connection(), migration.id()).orElseThrow();
          ground.knowsEarlier(migration.id(), OperationJson.read(json));
        }
        new Withheld(dialect)
            .notices(migration)
            .forEach(notice -> notices.add(migration.id() + ": " + notice));
      }
      this.pending = open;
    } catch (Refused | ScriptMistakes wrong) {
      notices.add("no pending migration can be tried: " + wrong.getMessage());
    }
    return true;
  }

  /** Whether it can go on: it cannot behind its end, or that of the connection. */
  public boolean isOpen() {
    return transaction.isOpen();
  }

  /** What of pending migrations it does otherwise than an apply, or not at all. */
  public List<String> notices() {
    return notices.stream().map(secrets::mask).toList();
  }

  /** What was done, in order. */
  public List<TrialStep> steps() {
    List<TrialStep> steps = new ArrayList<>();
    for (TrialGround.Laid laid : ground.laid()) {
      steps.add(
          new TrialStep(
              steps.size() + 1,
              laid.what(),
              laid.plan().map(p -> p.showing(secrets::mask).statements()).orElse(List.of()),
              laid.millis(),
              laid.notices().stream().map(secrets::mask).toList()));
    }
    return steps;
  }

  /** What is still pending: ids, and how many operations of the first one were done. */
  public Upcoming upcoming() {
    Upcoming upcoming = Upcoming.of(pending);
    for (Tried done : ground.done()) {
      if (done instanceof Tried.Written written) {
        upcoming = upcoming.after(written);
      }
    }
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
   * @param reads whether it seems to change nothing; where that is so, it is no step
   * @throws Refused if it would end the transaction
   */
  public Done send(String sql, RowSink sink, boolean reads) {
    Tried.Sql what = typed(sql);
    return telling(
        () -> {
          Optional<Done> looked = reads ? ground.look(sql, sink) : Optional.empty();
          return looked.orElseGet(() -> ground.send(what, sink));
        });
  }

  /** A statement as a step, to be done in place of another one. */
  public Tried.Sql typed(String sql) {
    SqlSyntax syntax = dialect.product().syntax();
    if (TransactionWords.ending(sql, syntax).isPresent()
        || TransactionWords.marking(sql, syntax).isPresent()) {
      throw new Refused(
          "A trial is open, and it is one transaction of its own: back takes back a step, keep NAME"
              + " writes what you said as a migration, drop forgets it");
    }
    return new Tried.Sql(
        sql,
        Step.of(SqlStatements.operation(sql, syntax), new SourcePosition(Snippets.TITLE, 1, 1)));
  }

  /** Does what is left of the next pending migration; nothing where none is left. */
  public Optional<TrialStep> next() {
    return upcoming().rest().map(this::add);
  }

  /** Does the next operation of a pending migration; nothing where none is left. */
  public Optional<TrialStep> nextOperation() {
    return upcoming().one().map(this::add);
  }

  /**
   * Takes back the last step.
   *
   * @throws Refused if there is none
   */
  public TrialStep back() {
    List<TrialStep> steps = steps();
    if (steps.isEmpty()) {
      throw new Refused("Nothing was done yet in this trial that could be taken back");
    }
    doing(() -> ground.back(steps.size() - 1));
    return steps.get(steps.size() - 1);
  }

  /**
   * Does something else in place of a step, and again what came after it. Where that fails, all is
   * as it was.
   *
   * @param number from 1
   */
  public List<TrialStep> replace(int number, Tried instead) {
    List<Tried> before = ground.done();
    if (number < 1 || number > before.size()) {
      throw new Refused("There is no step " + number + "; steps lists them");
    }
    List<Tried> others = new ArrayList<>(before.subList(number - 1, before.size()));
    others.set(0, instead);
    doing(() -> ground.redo(number - 1, others));
    if (instead instanceof Tried.Written written) {
      Migration now = written.migration();
      pending = pending.stream().map(m -> m.id().equals(now.id()) ? now : m).toList();
    }
    List<TrialStep> steps = steps();
    return steps.subList(number - 1, steps.size());
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
              ground.attempt(
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
          transaction.end();
          return kept;
        });
  }

  /** Forgets all of it. */
  @Override
  public void close() {
    transaction.end();
  }

  /** Stops what runs, from any thread; the trial is then where it was before. */
  public void interrupt() {
    transaction.interrupt();
  }

  private TrialStep add(Tried what) {
    doing(() -> ground.add(what));
    List<TrialStep> steps = steps();
    return steps.get(steps.size() - 1);
  }

  private void doing(Runnable what) {
    telling(
        () -> {
          try {
            what.run();
            return true;
          } catch (Interrupted stopped) {
            throw new Interrupted("Cancelled; nothing of this step stays");
          }
        });
  }

  private <T> T telling(Supplier<T> what) {
    try {
      return what.get();
    } catch (RuntimeException failure) {
      throw secrets.mask(failure);
    }
  }
}
