package dev.garganey.execute;

import dev.garganey.dialect.LockNotObtained;
import dev.garganey.dialect.Result;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.plan.Action;
import dev.garganey.plan.Lock;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Transactions opens one after another, compares history and schema in each with what the plan was
 * made for, and tries again what did not get a lock of the database.
 */
final class Transactions {
  private static final long LONGEST_PAUSE = 5_000;

  private final ExecutionContext context;
  private final Turn turn;
  private Snapshot expected;

  Transactions(ExecutionContext context, Snapshot expected) {
    this.context = context;
    this.turn = new Turn(context);
    this.expected = expected;
  }

  /** Body is what happens within a transaction. */
  @FunctionalInterface
  interface Body {
    void run(Exchange exchange) throws SQLException, Failure, Stale;
  }

  /**
   * Runs the body in a transaction, again and again while locks are in its way.
   *
   * @param suspend whether foreign keys are off within it
   * @param kept what is left of the plan when this fails, in a sentence
   * @throws Stale if somebody else changed history or schema; nothing was written then
   */
  void run(MigrationPlan plan, boolean suspend, String kept, Body body) throws SQLException, Stale {
    for (int attempt = 1; ; attempt++) {
      try {
        attempt(plan, suspend, body);
        return;
      } catch (Failure failure) {
        if (!retry(plan, attempt, failure)) {
          throw failure.of(plan, kept, context.dialect());
        }
      }
    }
  }

  /** What this run changed outside of a transaction is no surprise to the next one. */
  void acceptChanges() throws SQLException {
    expected = context.snapshot();
  }

  private void attempt(MigrationPlan plan, boolean suspend, Body body)
      throws SQLException, Failure, Stale {
    turn.begin(suspend);
    boolean committed = false;
    try {
      Exchange exchange = Exchange.gathering(context);
      exchange.add(expected.demand(context), new Compared());
      body.run(exchange);
      Seen after = new Seen();
      exchange.add(expected.sight().question(context), after);
      exchange.commit(new Committed(plan));
      committed = true;
      expected = after.now();
    } finally {
      if (!committed) {
        rollback();
      }
      end(committed);
    }
  }

  /** Compared hears whether all is as the plan was made for. */
  private final class Compared implements Exchange.Reply {
    @Override
    public void failed(SQLException failure) throws SQLException, Stale {
      boolean gone =
          context.dialect().isMissingTable(failure)
              && !expected.remembersAs(new Snapshot(Optional.empty(), Optional.empty(), 0));
      if (gone || context.dialect().isUnmet(failure)) {
        throw new Stale();
      }
      throw failure;
    }
  }

  /** Committed hears of a constraint that was deferred, and is broken when all is done. */
  private record Committed(MigrationPlan plan) implements Exchange.Reply {
    /** ISO 9075: class 23, integrity constraint violation. */
    private static final String BROKEN = "23";

    @Override
    public void failed(SQLException failure) throws SQLException, Failure {
      if (!String.valueOf(failure.getSQLState()).startsWith(BROKEN)) {
        throw failure;
      }
      List<Step> steps = plan.steps();
      SourcePosition at =
          steps.isEmpty()
              ? new SourcePosition(plan.file(), 1, 1)
              : steps.get(steps.size() - 1).at();
      throw new Failure(
          Statement.of(
              new Action.Sql("COMMIT"), "commit, which looks at what was deferred", at, Lock.NONE),
          failure);
    }
  }

  /** Seen hears what the next transaction will find. */
  private static final class Seen implements Exchange.Reply {
    private Optional<Snapshot> now = Optional.empty();

    @Override
    public void ended(Result answer, OptionalLong millis) {
      now = Optional.of(Snapshot.read(answer));
    }

    Snapshot now() {
      return now.orElseThrow();
    }
  }

  private void rollback() {
    try {
      context.dialect().rollback(context.connection());
    } catch (SQLException connectionLost) {
      // The server rolls back by itself; what failed first is what the user must read.
    }
  }

  private void end(boolean committed) throws SQLException {
    try {
      context.dialect().end(context.connection());
    } catch (SQLException connectionLost) {
      if (committed) {
        throw connectionLost;
      }
    }
  }

  /**
   * Whether to try again, after a pause.
   *
   * @throws LockNotObtained if it was tried often enough
   */
  boolean retry(MigrationPlan plan, int attempt, Failure failure) {
    if (!failure.isLockTimeout(context.dialect())) {
      return false;
    }
    int retries = context.settings().lockRetries();
    if (attempt > retries) {
      throw new LockNotObtained(
          plan.id()
              + " waited "
              + attempt
              + " times for a lock that others hold: "
              + failure.getMessage()
              + "\n  "
              + failure.place());
    }
    long pause = Math.min(LONGEST_PAUSE, 100L << Math.min(attempt, 10));
    context.tell(
        new ExecutionEvent.Retrying(plan.id(), attempt, retries, pause, failure.getMessage()));
    context.interruption().pause(pause);
    return true;
  }
}
