package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.ScratchDatabase;
import dev.garganey.diff.Creation;
import dev.garganey.model.Schema;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.plan.Action;
import dev.garganey.plan.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SqliteScratch is a database in memory. */
final class SqliteScratch implements ScratchDatabase {
  private static final ConnectionTarget MEMORY =
      new ConnectionTarget(
          SqliteConnection.PREFIX + ":memory:", Optional.empty(), Optional.empty());

  private final SqliteDialect dialect;
  private Connection connection;

  private SqliteScratch(SqliteDialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
  }

  static SqliteScratch open(SqliteDialect dialect) throws SQLException {
    return new SqliteScratch(dialect, dialect.open(MEMORY));
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void clear() throws SQLException {
    connection.close();
    connection = dialect.open(MEMORY);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /**
   * The schema after raw SQL ran on an empty copy; where the SQL needs more than that has, the
   * schema before that statement, opened.
   */
  static Schema replay(SqliteDialect dialect, Schema before, List<String> statements) {
    try (SqliteScratch scratch = open(dialect)) {
      List<Step> creation =
          Creation.of(dialect.lower(before)).stream().map(SqliteScratch::step).toList();
      for (Statement statement : dialect.statements(creation, Schema.EMPTY)) {
        if (statement.action() instanceof Action.Sql) {
          scratch.run(statement.action().text());
        }
      }
      int understood = scratch.understood(statements);
      if (understood == 0) {
        return before.opened();
      }
      Schema after = dialect.reconcile(before, dialect.inspect(scratch.connection, Set.of()));
      return understood == statements.size() ? after : after.opened();
    } catch (SQLException | RuntimeException needsMore) {
      return before.opened();
    }
  }

  /** How many of the statements run there, from the first one on. */
  private int understood(List<String> statements) {
    for (int i = 0; i < statements.size(); i++) {
      try {
        run(statements.get(i));
      } catch (SQLException needsMore) {
        return i;
      }
    }
    return statements.size();
  }

  private static Step step(Operation operation) {
    return Step.of(operation, new SourcePosition("scratch", 0, 0));
  }

  private void run(String text) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
