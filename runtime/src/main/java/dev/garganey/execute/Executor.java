package dev.garganey.execute;

import dev.garganey.history.StageRecord;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Executor runs the plan of one migration: stage by stage, each committed together with the word
 * that it is done.
 *
 * <p>A migration of one transaction needs no journal, for its history row is part of it. Of others
 * every stage is journalled. Before anything is written in a transaction, history and schema are
 * compared with what the plan was made for.
 */
public final class Executor {
  private final ExecutionContext context;
  private final Transactions transactions;

  /**
   * An executor on an open connection.
   *
   * @param expected what history and schema were when the first plan was made
   */
  public Executor(ExecutionContext context, Snapshot expected) {
    this.context = context;
    this.transactions = new Transactions(context, expected);
  }

  /**
   * Runs one migration.
   *
   * @param journalled what an earlier run of it left in the journal
   * @throws Stale if somebody else changed history or schema; nothing was written then
   */
  public void run(Work work, List<StageRecord> journalled) throws SQLException, Stale {
    MigrationPlan plan = work.plan();
    Stopwatch watch = Stopwatch.started();
    if (!plan.isOneTransaction() || !journalled.isEmpty()) {
      new StageRun(context, transactions).run(work, journalled, watch);
      new SessionState(context).forget(plan);
      return;
    }
    transactions.run(
        plan,
        suspendsForeignKeys(plan),
        "Nothing of " + plan.id() + " was kept: its transaction was rolled back.",
        exchange -> {
          new StatementRun(context, plan, plan.statements(), 0).run(exchange);
          StageRun.record(work, watch, exchange);
        });
    new SessionState(context).forget(plan);
  }

  /**
   * Runs several migrations in one transaction.
   *
   * @param around told before each of them, with its number from 1; what it returns is told after
   *     it; where the transaction is tried again, so are they
   * @throws Stale as {@link #run} does
   */
  public void runAtomically(List<Work> all, BiFunction<Work, Integer, Runnable> around)
      throws SQLException, Stale {
    transactions.run(
        all.get(0).plan(),
        all.stream().anyMatch(w -> suspendsForeignKeys(w.plan())),
        "Nothing was kept: the run was one transaction, and it was rolled back.",
        exchange -> {
          for (int i = 0; i < all.size(); i++) {
            Work work = all.get(i);
            Stopwatch watch = Stopwatch.started();
            Runnable finished = around.apply(work, i + 1);
            new StatementRun(context, work.plan(), work.plan().statements(), 0).run(exchange);
            StageRun.record(work, watch, exchange);
            exchange.flush();
            new SessionState(context).forget(work.plan());
            finished.run();
          }
        });
  }

  private static boolean suspendsForeignKeys(MigrationPlan plan) {
    return plan.stages().stream().anyMatch(Stage::suspendsForeignKeys);
  }
}
