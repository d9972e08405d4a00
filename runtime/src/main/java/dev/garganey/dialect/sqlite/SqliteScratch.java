package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.ConnectionTarget;
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

/** SqliteScratch finds out what raw SQL does to a schema, on an empty database in memory. */
final class SqliteScratch {
  private static final ConnectionTarget MEMORY =
      new ConnectionTarget(
          SqliteConnection.PREFIX + ":memory:", Optional.empty(), Optional.empty());

  private final SqliteDialect dialect;

  SqliteScratch(SqliteDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * The schema afterwards; where the SQL needs more than an empty copy has, the schema before that
   * statement, opened.
   */
  Schema replay(Schema before, List<String> statements) {
    try (Connection connection = dialect.open(MEMORY)) {
      List<Step> creation =
          Creation.of(dialect.lower(before)).stream().map(SqliteScratch::step).toList();
      for (Statement statement : dialect.statements(creation, Schema.EMPTY)) {
        if (statement.action() instanceof Action.Sql) {
          run(connection, statement.action().text());
        }
      }
      int understood = understood(connection, statements);
      if (understood == 0) {
        return before.opened();
      }
      Schema after = dialect.reconcile(before, dialect.inspect(connection, Set.of()));
      return understood == statements.size() ? after : after.opened();
    } catch (SQLException | RuntimeException needsMore) {
      return before.opened();
    }
  }

  /** How many of the statements run before the first one that does not. */
  private static int understood(Connection connection, List<String> statements) {
    for (int i = 0; i < statements.size(); i++) {
      try {
        run(connection, statements.get(i));
      } catch (SQLException needsMore) {
        return i;
      }
    }
    return statements.size();
  }

  private static Step step(Operation operation) {
    return Step.of(operation, new SourcePosition("scratch", 0, 0));
  }

  private static void run(Connection connection, String text) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
