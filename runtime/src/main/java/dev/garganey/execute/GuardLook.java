package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.plan.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** GuardLook looks whether what a rollback takes away holds data, with the rows held still. */
final class GuardLook {
  private final Connection connection;
  private final Dialect dialect;
  private final Interruption interruption;

  GuardLook(Connection connection, Dialect dialect, Interruption interruption) {
    this.connection = connection;
    this.dialect = dialect;
    this.interruption = interruption;
  }

  /**
   * Whether what is guarded holds data.
   *
   * @throws HiddenRows if that cannot be told
   * @throws CannotSucceed if a value that is there cannot be what the rollback makes of it
   */
  boolean holds(Action.Guard guard) throws SQLException, HiddenRows, CannotSucceed {
    if (guard.permitted()) {
      return false;
    }
    Savepoint before = connection.setSavepoint();
    try {
      boolean holds = holdsNow(guard);
      connection.releaseSavepoint(before);
      return holds;
    } catch (SQLException failure) {
      if (guard.mayBeGone() && dialect.isMissing(failure)) {
        connection.rollback(before);
        return false;
      }
      if (dialect.isUnfit(failure)) {
        connection.rollback(before);
        throw new CannotSucceed(
            guard.object()
                + " gets its former type back, which not every value of it can have ("
                + failure.getMessage()
                + ")");
      }
      throw failure;
    }
  }

  private boolean holdsNow(Action.Guard guard) throws SQLException, HiddenRows {
    for (String statement : guard.holding()) {
      run(statement);
    }
    for (String query : guard.hiding()) {
      if (yieldsRow(query)) {
        throw new HiddenRows(guard.object());
      }
    }
    return yieldsRow(guard.query());
  }

  private boolean yieldsRow(String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return interruption.during(
          statement,
          () -> {
            try (ResultSet rows = statement.executeQuery(query)) {
              return rows.next();
            }
          });
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      interruption.during(statement, () -> statement.execute(sql));
    }
  }
}
