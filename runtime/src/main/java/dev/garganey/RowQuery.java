package dev.garganey;

import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import dev.garganey.console.ResultRows;
import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
      return ResultRows.of(results, dialect);
    }
  }

  /** The number of rows of each table, many of them in one statement. */
  ResultRows count(List<ObjectName> tables) throws SQLException {
    List<List<Cell>> rows = new ArrayList<>();
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
        rows.add(
            List.of(
                new Cell(Cell.Kind.TEXT, some.get(i).toString()),
                new Cell(Cell.Kind.NUMBER, String.valueOf(counts[i]))));
      }
    }
    return new ResultRows(
        List.of(
            new Heading("table", "text", Cell.Kind.TEXT),
            new Heading("rows", "bigint", Cell.Kind.NUMBER)),
        rows);
  }
}
