package dev.garganey.testing;

import dev.garganey.Configuration;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Dialects;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.history.Revision;
import dev.garganey.history.StageRecord;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * DatabaseState is all that a database holds: its schema, every row, and what Garganey remembers.
 *
 * @param applied the ids in history, in order
 * @param journal the stages of migrations under way
 */
public record DatabaseState(
    Schema schema,
    Map<String, List<String>> rows,
    List<String> applied,
    Map<String, List<StageRecord>> journal) {

  /** What is committed now; a lock is waited for only a short while. */
  public static DatabaseState of(Configuration configuration) throws SQLException {
    try (Connection connection =
        Dialects.accepting(configuration.target()).open(configuration.target())) {
      return of(configuration, connection);
    }
  }

  /** The same over a connection that stays open: a server's next answers come quicker there. */
  public static DatabaseState of(Configuration configuration, Connection connection)
      throws SQLException {
    Dialect dialect = Dialects.accepting(configuration.target());
    dialect.limitLockWait(connection, Duration.ofMillis(100));
    Schema schema =
        dialect.inspect(connection, Set.of(configuration.history(), configuration.journal()));
    Map<String, List<String>> rows = new TreeMap<>();
    for (Table table : schema.tables()) {
      rows.put(table.name().toString(), rows(connection, dialect.quote(table.name())));
    }
    return new DatabaseState(
        schema,
        rows,
        new History(dialect, configuration.history())
            .read(connection).stream().map(Revision::id).toList(),
        new Journal(dialect, configuration.journal()).read(connection));
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
      int width = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(found.getString(i));
        }
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  /** Whether nothing is under way. */
  public boolean isSettled() {
    return journal.isEmpty();
  }

  /** The same without what Garganey remembers. */
  public DatabaseState contents() {
    return new DatabaseState(schema, rows, List.of(), Map.of());
  }
}
