package dev.garganey.execute;

import dev.garganey.Configuration;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.LockNotObtained;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.history.StageRecord;
import dev.garganey.history.StageState;
import dev.garganey.plan.Action;
import dev.garganey.plan.Direction;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Probe;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Executor runs the plan of one migration: stage by stage, each committed together with the word
 * that it is done.
 *
 * <p>A migration of one transaction needs no journal, for its history row is part of it. Of others
 * every stage is journalled. Before anything is written in a transaction, history and schema are
 * compared with what the plan was made for.
 */
public final class Executor {
  private static final long LONGEST_PAUSE = 5_000;

  private final Connection connection;
  private final Dialect dialect;
  private final History history;
  private final Journal journal;
  private final Configuration configuration;
  private final Interruption interruption;
  private final Consumer<ExecutionEvent> events;
  private Snapshot expected;

  /**
   * An executor on an open connection in autocommit mode.
   *
   * @param expected what history and schema were when the first plan was made
   */
  public Executor(
      Connection connection,
      Dialect dialect,
      History history,
      Journal journal,
      Configuration configuration,
      Interruption interruption,
      Consumer<ExecutionEvent> events,
      Snapshot expected) {
    this.connection = connection;
    this.dialect = dialect;
    this.history = history;
    this.journal = journal;
    this.configuration = configuration;
    this.interruption = interruption;
    this.events = events;
    this.expected = expected;
  }

  /** Snapshot tells whether history, journal or schema changed. */
  public record Snapshot(String history, String journal, long schema) {
    /** What they are now. */
    public static Snapshot of(
        Connection connection, Dialect dialect, History history, Journal journal)
        throws SQLException {
      return new Snapshot(
          history.version(connection),
          journal.version(connection),
          dialect.schemaVersion(connection));
    }
  }

  private Snapshot snapshot() throws SQLException {
    return Snapshot.of(connection, dialect, history, journal);
  }

  /** Recording writes to history what was done; it is part of the last transaction. */
  @FunctionalInterface
  public interface Recording {
    /** Writes, given the milliseconds that the migration took. */
    void write(Connection connection, long millis) throws SQLException;
  }

  /** Work is a plan and how it is recorded. */
  public record Work(MigrationPlan plan, Recording recording) {}

  /**
   * Runs one migration.
   *
   * @param journalled what an earlier run of it left in the journal
   * @throws Stale if somebody else changed history or schema; nothing was written then
   */
  public void run(Work work, List<StageRecord> journalled) throws SQLException, Stale {
    long start = System.nanoTime();
    MigrationPlan plan = work.plan();
    if (plan.isOneTransaction() && journalled.isEmpty()) {
      inTransaction(
          plan,
          plan.stages().stream().anyMatch(Stage::suspendsForeignKeys),
          "Nothing of " + plan.id() + " was kept: its transaction was rolled back.",
          () -> {
            runStatements(plan, plan.statements());
            work.recording().write(connection, since(start));
          });
      return;
    }
    runStages(work, journalled, start);
  }

  /**
   * Runs several migrations in one transaction.
   *
   * @throws Stale as {@link #run} does
   */
  public void runAtomically(List<Work> all, Function<Work, Runnable> around)
      throws SQLException, Stale {
    boolean suspend =
        all.stream().flatMap(w -> w.plan().stages().stream()).anyMatch(Stage::suspendsForeignKeys);
    MigrationPlan first = all.get(0).plan();
    inTransaction(
        first,
        suspend,
        "Nothing was kept: the run was one transaction, and it was rolled back.",
        () -> {
          for (Work work : all) {
            long start = System.nanoTime();
            Runnable finished = around.apply(work);
            runStatements(work.plan(), work.plan().statements());
            work.recording().write(connection, since(start));
            finished.run();
          }
        });
  }

  private void runStages(Work work, List<StageRecord> journalled, long start)
      throws SQLException, Stale {
    MigrationPlan plan = work.plan();
    List<Stage> stages = plan.stages();
    Map<Integer, StageRecord> known =
        journalled.stream().collect(Collectors.toMap(StageRecord::stage, r -> r));
    requireSamePlan(plan, known);
    int done = (int) known.values().stream().filter(r -> r.state() == StageState.DONE).count();
    if (!known.isEmpty()) {
      events.accept(new ExecutionEvent.Resumed(plan.id(), done, stages.size()));
    }
    for (int i = 0; i < stages.size(); i++) {
      StageRecord before = known.get(i);
      boolean last = i == stages.size() - 1;
      if (before != null && before.state() == StageState.DONE && !last) {
        continue;
      }
      Place place = new Place(work, i, start, Optional.ofNullable(before));
      Stage stage = stages.get(i);
      if (before != null && before.state() == StageState.DONE) {
        finish(place);
      } else if (stage.isTransaction()) {
        inTransaction(
            plan,
            stage.suspendsForeignKeys(),
            kept(plan, i),
            () -> {
              runStatements(plan, stage.statements());
              writeDone(place);
            });
      } else if (stage.statements().get(0).isBatched()) {
        runBatches(place, stage.statements().get(0));
      } else {
        runAlone(place, stage.statements().get(0));
      }
    }
  }

  /** Place is where a run stands within a migration. */
  private record Place(Work work, int stage, long start, Optional<StageRecord> before) {
    MigrationPlan plan() {
      return work.plan();
    }

    boolean isLast() {
      return stage == plan().stages().size() - 1;
    }

    StageRecord at(StageState state, Optional<String> cursor, long rows) {
      return new StageRecord(
          plan().direction(),
          stage,
          plan().stages().size(),
          state,
          hash(plan().stages().get(stage)),
          cursor,
          rows);
    }
  }

  private static void requireSamePlan(MigrationPlan plan, Map<Integer, StageRecord> known) {
    for (StageRecord record : known.values()) {
      boolean same =
          record.direction() == plan.direction()
              && record.stage() < plan.stages().size()
              && record.statementHash().equals(hash(plan.stages().get(record.stage())));
      if (!same) {
        throw new Refused(
            plan.id()
                + " was cut off after "
                + known.size()
                + " of "
                + record.stages()
                + " stages, and what it says about those is different now. Put its first part back"
                + " as it was, or look at the database and say where it stands: garganey mark "
                + plan.id()
                + " --applied|--pending");
      }
    }
  }

  private static String hash(Stage stage) {
    return Checksum.of(
        stage.statements().stream()
            .map(s -> s.action().text())
            .collect(Collectors.joining("\u0000")));
  }

  private static String kept(MigrationPlan plan, int stage) {
    return stage == 0
        ? "Nothing of " + plan.id() + " was kept."
        : "The first "
            + stage
            + " of "
            + plan.stages().size()
            + " stages of "
            + plan.id()
            + " are done and journalled; the next run goes on after them.";
  }

  private void writeDone(Place place) throws SQLException {
    if (place.isLast()) {
      place.work().recording().write(connection, since(place.start()));
      journal.clear(connection, place.plan().id());
    } else {
      journal.write(connection, place.plan().id(), place.at(StageState.DONE, Optional.empty(), 0));
    }
  }

  private void finish(Place place) throws SQLException, Stale {
    inTransaction(place.plan(), false, kept(place.plan(), place.stage()), () -> writeDone(place));
  }

  private void runAlone(Place place, Statement statement) throws SQLException, Stale {
    if (place.before().isPresent() && recover(place, statement)) {
      finish(place);
      return;
    }
    inTransaction(
        place.plan(),
        false,
        kept(place.plan(), place.stage()),
        () ->
            journal.write(
                connection, place.plan().id(), place.at(StageState.INTENT, Optional.empty(), 0)));
    for (int attempt = 1; ; attempt++) {
      try {
        runStatements(place.plan(), List.of(statement));
        break;
      } catch (Failure failure) {
        boolean again = retry(place.plan(), attempt, failure);
        if (statement.probe().isEmpty()) {
          forgetIntent(place, again);
        }
        if (!again) {
          throw failed(place.plan(), failure, kept(place.plan(), place.stage()));
        }
        if (statement.probe().isPresent() && recover(place, statement)) {
          break;
        }
      }
    }
    expected = snapshot();
    finish(place);
  }

  /**
   * The database said that the statement failed, so it is known not to have run, which no probe
   * could find out later. Where the connection is lost instead, the intent stays.
   */
  private void forgetIntent(Place place, boolean again) {
    if (again) {
      return;
    }
    try {
      journal.remove(
          connection, place.plan().id(), place.at(StageState.INTENT, Optional.empty(), 0));
    } catch (SQLException connectionLost) {
      // Then the intent stays, and the next run looks at what it left.
    }
  }

  /** Whether the statement of an open intent turns out to be done; a half of it is removed. */
  private boolean recover(Place place, Statement statement) throws SQLException {
    Probe probe =
        statement
            .probe()
            .orElseThrow(
                () ->
                    new Refused(
                        place.plan().id()
                            + " was cut off while this ran, outside of a transaction, and nothing"
                            + " tells whether it is done: "
                            + statement.action().text()
                            + "\nLook at the database, then say where the migration stands:"
                            + " garganey mark "
                            + place.plan().id()
                            + " --applied|--pending"));
    String finding = "it runs again";
    boolean done = probe.done().isPresent() && yieldsRow(probe.done().get());
    if (done) {
      finding = "it is done";
    } else if (probe.leftover().isPresent() && yieldsRow(probe.leftover().get())) {
      try (java.sql.Statement cleanup = connection.createStatement()) {
        cleanup.execute(probe.cleanup().orElseThrow());
      }
      finding = "half of it was there and has been removed; it runs again";
    }
    expected = snapshot();
    events.accept(new ExecutionEvent.Recovered(place.plan().id(), statement, finding));
    return done;
  }

  private boolean yieldsRow(String query) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private void runBatches(Place place, Statement statement) throws SQLException, Stale {
    Action.Batches action = (Action.Batches) statement.action();
    Batching batching = new Batching(connection, interruption, action);
    Optional<String> cursor = place.before().flatMap(StageRecord::cursor);
    long rows = place.before().map(StageRecord::rows).orElse(0L);
    started(place.plan(), statement);
    while (true) {
      Optional<String> after = cursor;
      long soFar = rows;
      List<Batching.Batch> result = new ArrayList<>();
      inTransaction(
          place.plan(),
          false,
          soFar + " rows of the backfill are done and journalled; the next run goes on after them.",
          () -> {
            try {
              Optional<Batching.Batch> batch = batching.next(after);
              if (batch.isEmpty()) {
                writeDone(place);
              } else {
                result.add(batch.get());
                journal.write(
                    connection,
                    place.plan().id(),
                    place.at(
                        StageState.UNDER_WAY,
                        Optional.of(batch.get().cursor()),
                        soFar + batch.get().rows()));
              }
            } catch (SQLException failure) {
              throw new Failure(statement, failure);
            }
          });
      if (result.isEmpty()) {
        events.accept(
            new ExecutionEvent.StatementFinished(
                place.plan().id(), statement, rows, since(place.start())));
        return;
      }
      cursor = Optional.of(result.get(0).cursor());
      rows += result.get(0).rows();
      events.accept(
          new ExecutionEvent.BatchFinished(place.plan().id(), rows, since(place.start())));
      interruption.pause(action.pauseMillis());
    }
  }

  /** Failure is a statement that failed; it carries the cause out of the transaction. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Statement statement;

    Failure(Statement statement, Exception cause) {
      super(cause.getMessage(), cause);
      this.statement = statement;
    }

    boolean isLockTimeout(Dialect dialect) {
      return getCause() instanceof SQLException sql && dialect.isLockTimeout(sql);
    }
  }

  private static StatementFailed failed(MigrationPlan plan, Failure failure, String kept) {
    return new StatementFailed(
        plan.id(),
        failure.statement.at(),
        failure.statement.action().text(),
        String.valueOf(failure.getMessage()),
        kept,
        failure.getCause());
  }

  private void started(MigrationPlan plan, Statement statement) {
    List<Statement> all = plan.statements();
    events.accept(
        new ExecutionEvent.StatementStarted(
            plan.id(), statement, all.indexOf(statement) + 1, all.size()));
  }

  private void runStatements(MigrationPlan plan, List<Statement> statements) throws Failure {
    ActionRunner runner = new ActionRunner(connection, interruption, configuration.migrations());
    int total = statements.size();
    for (int i = 0; i < total; i++) {
      Statement statement = statements.get(i);
      interruption.check();
      long start = System.nanoTime();
      events.accept(new ExecutionEvent.StatementStarted(plan.id(), statement, i + 1, total));
      try {
        long rows = runner.run(statement.action());
        events.accept(
            new ExecutionEvent.StatementFinished(plan.id(), statement, rows, since(start)));
      } catch (DataLossNotNamed found) {
        throw dataLoss(plan, runner, statements.subList(i, total));
      } catch (SQLException | CheckFailed | CodeFailed | IOException failure) {
        throw new Failure(statement, failure);
      }
    }
  }

  private static Refused dataLoss(
      MigrationPlan plan, ActionRunner runner, List<Statement> statements) {
    List<String> objects = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement.action() instanceof Action.Guard guard) {
        try {
          if (runner.holds(guard)) {
            objects.add(guard.object());
          }
        } catch (SQLException notThereYet) {
          // An earlier statement, which has not run, would have made it; this run ends anyway.
        }
      }
    }
    return new Refused(
        (plan.direction() == Direction.UP ? "Running " : "Rolling back ")
            + plan.id()
            + " would drop data in "
            + String.join(", ", objects)
            + (plan.direction() == Direction.UP
                ? ". Nothing of it was done. If"
                : ". Nothing of it was rolled back. If")
            + " that data may go, name it: --allow-data-loss "
            + String.join(",", objects));
  }

  /** Body is what happens within a transaction. */
  @FunctionalInterface
  private interface Body {
    void run() throws SQLException, Failure;
  }

  private void inTransaction(MigrationPlan plan, boolean suspend, String kept, Body body)
      throws SQLException, Stale {
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(suspend, body);
        return;
      } catch (Failure failure) {
        if (!retry(plan, attempt, failure)) {
          throw failed(plan, failure, kept);
        }
      }
    }
  }

  private void attempt(boolean suspend, Body body) throws SQLException, Failure, Stale {
    begin(suspend);
    boolean committed = false;
    try {
      if (!snapshot().equals(expected)) {
        throw new Stale();
      }
      body.run();
      Snapshot after = snapshot();
      interruption.check();
      dialect.commit(connection);
      committed = true;
      expected = after;
    } finally {
      if (!committed) {
        rollback();
      }
      end(committed);
    }
  }

  private void rollback() {
    try {
      dialect.rollback(connection);
    } catch (SQLException connectionLost) {
      // The server rolls back by itself; what failed first is what the user must read.
    }
  }

  private void end(boolean committed) throws SQLException {
    try {
      dialect.end(connection);
    } catch (SQLException connectionLost) {
      if (committed) {
        throw connectionLost;
      }
    }
  }

  private void begin(boolean suspend) throws SQLException {
    long deadline = System.nanoTime() + configuration.lockTimeout().toNanos();
    boolean told = false;
    while (true) {
      interruption.check();
      try {
        dialect.begin(connection, suspend);
        return;
      } catch (SQLException busy) {
        if (!dialect.isLockTimeout(busy)) {
          throw busy;
        }
        if (System.nanoTime() > deadline) {
          throw new LockNotObtained(
              "Another process is writing to "
                  + configuration.target()
                  + " and did not end within "
                  + configuration.lockTimeout().toSeconds()
                  + " s");
        }
        if (!told) {
          events.accept(new ExecutionEvent.WaitingForLock(configuration.target().shown()));
          told = true;
        }
        interruption.pause(50);
      }
    }
  }

  private boolean retry(MigrationPlan plan, int attempt, Failure failure) {
    if (!failure.isLockTimeout(dialect)) {
      return false;
    }
    if (attempt > configuration.lockRetries()) {
      throw new LockNotObtained(
          plan.id()
              + " waited "
              + attempt
              + " times for a lock that others hold: "
              + failure.getMessage()
              + "\n  "
              + failure.statement.at()
              + ": "
              + failure.statement.action().text());
    }
    long pause = Math.min(LONGEST_PAUSE, 100L << Math.min(attempt, 10));
    events.accept(
        new ExecutionEvent.Retrying(
            plan.id(), attempt, configuration.lockRetries(), pause, failure.getMessage()));
    interruption.pause(pause);
    return true;
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
