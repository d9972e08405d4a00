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
   * The schema after raw SQL ran on an empty copy; opened where the SQL needs more than an empty
   * copy has.
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
      for (String text : statements) {
        scratch.run(text);
      }
      return dialect.reconcile(before, dialect.inspect(scratch.connection, Set.of()));
    } catch (SQLException | RuntimeException needsMore) {
      return before.opened();
    }
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
