package dev.garganey.testing;

import dev.garganey.dialect.Dialect;
import dev.garganey.plan.Action;
import dev.garganey.plan.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * StatementRunner runs planned statements on a connection in one transaction, as simply as can be.
 */
public final class StatementRunner {
  private StatementRunner() {}

  /** Runs all statements and commits; on any failure nothing of them stays. */
  public static void run(Dialect dialect, Connection connection, List<Statement> statements)
      throws SQLException {
    boolean suspended = statements.stream().anyMatch(Statement::suspendsForeignKeys);
    dialect.begin(connection, suspended);
    try {
      Map<String, String> remembered = new HashMap<>();
      for (Statement statement : statements) {
        run(connection, statement, remembered);
      }
      dialect.commit(connection);
    } catch (SQLException | RuntimeException failure) {
      dialect.rollback(connection);
      throw failure;
    } finally {
      dialect.end(connection);
    }
  }

  private static void run(
      Connection connection, Statement statement, Map<String, String> remembered)
      throws SQLException {
    Action action = statement.action();
    if (action instanceof Action.Remember remember) {
      remembered.put(remember.key(), first(connection, remember.text()));
    } else if (action instanceof Action.Compare compare) {
      String now = first(connection, compare.text());
      if (!now.equals(remembered.get(compare.key()))) {
        throw new IllegalStateException(
            compare.failure() + ": " + remembered.get(compare.key()) + " before, " + now + " now");
      }
    } else if (action instanceof Action.Inspect inspect) {
      inspect
          .inspection()
          .difference(connection)
          .ifPresent(
              found -> {
                throw new IllegalStateException(inspect.failure() + ": " + found);
              });
    } else if (action instanceof Action.ExpectNone none) {
      String row = first(connection, none.text());
      if (!row.isEmpty()) {
        throw new IllegalStateException(none.failure() + ": " + row);
      }
    } else {
      try (java.sql.Statement jdbc = connection.createStatement()) {
        jdbc.execute(action.text());
      } catch (SQLException failure) {
        throw new SQLException(failure.getMessage() + " in: " + action.text(), failure);
      }
    }
  }

  private static String first(Connection connection, String query) throws SQLException {
    try (java.sql.Statement jdbc = connection.createStatement();
        ResultSet rows = jdbc.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}
