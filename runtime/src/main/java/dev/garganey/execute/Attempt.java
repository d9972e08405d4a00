package dev.garganey.execute;

import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Attempt runs a plan within a transaction that is open and stays open, so that it can be taken
 * back. Nothing is written to history.
 */
public final class Attempt {
  private final ExecutionContext context;

  /**
   * For a connection.
   *
   * @param context the events tell of each statement
   */
  public Attempt(ExecutionContext context) {
    this.context = context;
  }

  /**
   * Runs all statements, a backfill in one go.
   *
   * @param kept what is left of the plan when this fails, in a sentence
   * @throws StatementFailed if one of them fails; what those before it did is not undone here
   * @throws Refused if one of them would lose data that nobody allowed to be lost
   */
  public void run(MigrationPlan plan, String kept) throws SQLException {
    int before = 0;
    for (Stage stage : plan.stages()) {
      List<Statement> statements = inOneGo(stage.statements());
      try {
        new StatementRun(context, plan, statements, before).run(Exchange.immediate(context));
      } catch (Stale neverCompared) {
        throw new IllegalStateException(neverCompared);
      } catch (Failure failure) {
        throw failure.of(plan, kept, context.dialect());
      }
      before += statements.size();
    }
    new SessionState(context).forget(plan);
  }

  private static List<Statement> inOneGo(List<Statement> statements) {
    List<Statement> all = new ArrayList<>();
    for (Statement statement : statements) {
      all.add(
          statement.action() instanceof Action.Batches batches
              ? statement.doing(new Action.Sql(batches.whole()))
              : statement);
    }
    return all;
  }
}
