package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Statement;
import java.sql.SQLException;

/** Failure is a statement that failed; it carries the cause out of the transaction. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Statement statement;

  Failure(Statement statement, Exception cause) {
    super(cause.getMessage(), cause);
    this.statement = statement;
  }

  /** Whether trying again helps. */
  boolean isLockTimeout(Dialect dialect) {
    return getCause() instanceof SQLException sql && dialect.isLockTimeout(sql);
  }

  /** Where it is written and what it says, for a message. */
  String place() {
    return statement.at() + ": " + statement.action().text();
  }

  /** The same for the user, with what is left of the migration. */
  StatementFailed of(MigrationPlan plan, String kept, Dialect dialect) {
    if (getCause() instanceof SQLException sql && statement.action() instanceof Action.Sql) {
      return new StatementFailed(
          plan.id(),
          statement.at(),
          statement.action().text(),
          dialect.position(sql),
          dialect.message(sql),
          kept,
          sql);
    }
    return new StatementFailed(
        plan.id(),
        statement.at(),
        statement.action().text(),
        String.valueOf(getMessage()),
        kept,
        getCause());
  }
}
