package dev.garganey.execute;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.Result;
import dev.garganey.plan.Action;
import dev.garganey.plan.Direction;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Statement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** StatementRun runs statements in a row within the transaction that is open, and tells of each. */
final class StatementRun {
  private final ExecutionContext context;
  private final ActionRunner runner;
  private final MigrationPlan plan;
  private final List<Statement> statements;
  private final int before;

  /**
   * Some statements of a plan.
   *
   * @param before how many of the plan's statements come before these
   */
  StatementRun(
      ExecutionContext context, MigrationPlan plan, List<Statement> statements, int before) {
    this.context = context;
    this.runner =
        new ActionRunner(
            context.connection(),
            context.dialect(),
            context.interruption(),
            context.settings().migrations());
    this.plan = plan;
    this.statements = statements;
    this.before = before;
  }

  /**
   * Runs them, or has them wait in the exchange for what comes next.
   *
   * @throws Refused if one of them would lose data that nobody allowed to be lost
   */
  void run(Exchange exchange) throws SQLException, Failure, Stale {
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      context.interruption().check();
      Sent sent = new Sent(statement, before + i + 1);
      if (statement.action() instanceof Action.Sql sql) {
        exchange.add(Command.verbatim(sql.text()), sent);
      } else {
        exchange.flush();
        sent.sent();
        Stopwatch watch = Stopwatch.started();
        long rows = run(statement, i);
        sent.ended(new Result(rows, List.of()), OptionalLong.of(watch.millis()));
      }
    }
  }

  private long run(Statement statement, int index) throws Failure {
    try {
      return runner.run(statement.action());
    } catch (DataLossNotNamed found) {
      throw dataLoss(statements.subList(index, statements.size()));
    } catch (HiddenRows found) {
      throw hidden(String.valueOf(found.getMessage()));
    } catch (CannotSucceed found) {
      throw cannotSucceed(found);
    } catch (SQLException | CheckFailed | CodeFailed | IOException failure) {
      throw new Failure(statement, failure);
    }
  }

  /** Sent tells whoever listens what becomes of a statement. */
  private final class Sent implements Exchange.Reply {
    private final Statement statement;
    private final int number;

    Sent(Statement statement, int number) {
      this.statement = statement;
      this.number = number;
    }

    @Override
    public void sent() {
      context.tell(
          new ExecutionEvent.StatementStarted(plan.id(), statement, number, plan.statementCount()));
    }

    @Override
    public void ended(Result answer, OptionalLong millis) {
      context.tell(
          new ExecutionEvent.StatementFinished(plan.id(), statement, answer.changed(), millis));
    }

    @Override
    public void failed(SQLException failure) throws Failure {
      throw new Failure(statement, failure);
    }

    @Override
    public Optional<Exchange.Numbered> numbered() {
      return Optional.of(new Exchange.Numbered(plan.id(), number, plan.statementCount()));
    }
  }

  private Refused cannotSucceed(CannotSucceed found) {
    boolean up = plan.direction() == Direction.UP;
    return new Refused(
        (up ? "Running " : "Rolling back ")
            + plan.id()
            + " cannot succeed: "
            + found.getMessage()
            + (up
                ? ". Nothing of it was done. Change these rows first"
                : ". Nothing of it was rolled back. Change these rows first, or undo it by a"
                    + " migration that says what they hold"));
  }

  private Refused hidden(String object) {
    boolean up = plan.direction() == Direction.UP;
    return new Refused(
        (up ? "Running " : "Rolling back ")
            + plan.id()
            + " may drop data in "
            + object
            + ", but whether there is any cannot be seen: row-level security hides rows from the"
            + " user who is connected"
            + kept()
            + ". Connect as a user who sees all rows (the owner of a table that does not FORCE row"
            + " level security, or one with BYPASSRLS)"
            + (up ? "" : "; or if that data may go, name it: --allow-data-loss " + object));
  }

  private String kept() {
    if (before > 0) {
      return ". What came before this is undone already; the next run goes on there";
    }
    return plan.direction() == Direction.UP
        ? ". Nothing of it was done"
        : ". Nothing of it was rolled back";
  }

  private Refused dataLoss(List<Statement> rest) {
    Set<String> objects = new LinkedHashSet<>();
    for (Statement statement : rest) {
      try {
        objects.addAll(runner.lost(statement.action()));
      } catch (SQLException | HiddenRows | CannotSucceed notThereYet) {
        // An earlier statement, which has not run, would have made it; this run ends anyway.
      }
    }
    String names = String.join(", ", objects);
    boolean up = plan.direction() == Direction.UP;
    // A plan that is of no file can be told what may go; a file is for all databases.
    return new Refused(
        up && !plan.file().equals(plan.id())
            ? "Applying "
                + plan.id()
                + " again would first undo what it did last time, and lose data in "
                + names
                + kept()
                + ". repeatable is for views, functions, triggers and SQL that can run again; put"
                + " what holds rows into a migration of its own"
            : (up ? "Running " : "Rolling back ")
                + plan.id()
                + " would drop data in "
                + names
                + kept()
                + ". If that data may go, name it: --allow-data-loss "
                + String.join(",", objects));
  }
}
