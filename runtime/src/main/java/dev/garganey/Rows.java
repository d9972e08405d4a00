package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rows is what the tables of a database hold, without columns that a default expression fills: what
 * the clock says is another thing each time.
 *
 * @param byTable the rows as text, sorted
 */
record Rows(Map<String, List<String>> byTable) {
  static Rows read(Connection connection, Dialect dialect, Schema schema) throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    for (Table table : schema.tables()) {
      List<Column> columns =
          table.columns().stream()
              .filter(c -> c.defaultValue().filter(Value.Expression.class::isInstance).isEmpty())
              .sorted(Comparator.comparing(Column::name))
              .toList();
      all.put(table.name().toString(), read(connection, dialect, table, columns));
    }
    return new Rows(all);
  }

  private static List<String> read(
      Connection connection, Dialect dialect, Table table, List<Column> columns)
      throws SQLException {
    String list =
        columns.isEmpty()
            ? "1"
            : columns.stream().map(c -> dialect.quote(c.name())).collect(Collectors.joining(", "));
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select " + list + " from " + dialect.quote(table.name()))) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          values.add(columns.get(i).name() + "=" + result.getString(i + 1));
        }
        rows.add(String.join(", ", values));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  /** What one has and the other has not, a line each. */
  List<String> differences(Rows other) {
    List<String> lines = new ArrayList<>();
    for (String table : byTable.keySet()) {
      List<String> missing = new ArrayList<>(byTable.get(table));
      List<String> more = new ArrayList<>(other.byTable.getOrDefault(table, List.of()));
      List<String> same = new ArrayList<>(more);
      missing.forEach(more::remove);
      same.forEach(missing::remove);
      missing.forEach(row -> lines.add("- " + table + ": " + row));
      more.forEach(row -> lines.add("+ " + table + ": " + row));
    }
    return lines;
  }
}
