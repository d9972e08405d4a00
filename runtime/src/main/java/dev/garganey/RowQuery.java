package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.explore.ResultRows;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** RowQuery reads rows as values that a report can show. */
final class RowQuery {
  /** As many terms as every product takes in one compound query. */
  private static final int AT_ONCE = 100;

  private final Connection connection;
  private final Dialect dialect;

  RowQuery(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** The result of a query. */
  ResultRows read(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      ResultSetMetaData meta = results.getMetaData();
      List<ResultRows.Heading> columns = new ArrayList<>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(new ResultRows.Heading(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
      }
      List<List<Optional<Object>>> rows = new ArrayList<>();
      while (results.next()) {
        List<Optional<Object>> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(value(results, i));
        }
        rows.add(row);
      }
      return new ResultRows(columns, rows);
    }
  }

  private static Optional<Object> value(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number || value instanceof Boolean) {
      return Optional.of(value);
    }
    if (value instanceof byte[] bytes) {
      return Optional.of("\\x" + HexFormat.of().formatHex(bytes));
    }
    return Optional.ofNullable(row.getString(column));
  }

  /** The number of rows of each table, many of them in one statement. */
  ResultRows count(List<ObjectName> tables) throws SQLException {
    List<List<Optional<Object>>> rows = new ArrayList<>();
    for (int from = 0; from < tables.size(); from += AT_ONCE) {
      List<ObjectName> some = tables.subList(from, Math.min(tables.size(), from + AT_ONCE));
      String sql =
          IntStream.range(0, some.size())
              .mapToObj(i -> "SELECT " + i + ", count(*) FROM " + dialect.quote(some.get(i)))
              .collect(Collectors.joining(" UNION ALL "));
      long[] counts = new long[some.size()];
      try (Statement statement = connection.createStatement();
          ResultSet results = statement.executeQuery(sql)) {
        while (results.next()) {
          counts[results.getInt(1)] = results.getLong(2);
        }
      }
      for (int i = 0; i < counts.length; i++) {
        rows.add(List.of(Optional.of(some.get(i).toString()), Optional.of(counts[i])));
      }
    }
    return new ResultRows(
        List.of(new ResultRows.Heading("table", "text"), new ResultRows.Heading("rows", "bigint")),
        rows);
  }
}
