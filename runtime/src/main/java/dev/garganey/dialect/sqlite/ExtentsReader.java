package dev.garganey.dialect.sqlite;

import dev.garganey.explore.Extent;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * ExtentsReader finds out how much tables hold. SQLite keeps no such figures: a file that is read
 * in a moment is measured and its tables are counted; of a larger one is told what ANALYZE left.
 */
final class ExtentsReader {
  /** What is read in a moment, in bytes. */
  private static final long SMALL = 64L << 20;

  /** SQLite takes no more terms in one compound SELECT ("Implementation Limits For SQLite", 4). */
  private static final int AT_ONCE = 400;

  private final Connection connection;
  private final Map<String, Long> bytes = new HashMap<>();
  private final Map<String, Long> rows = new HashMap<>();

  private ExtentsReader(Connection connection) {
    this.connection = connection;
  }

  static Map<ObjectName, Extent> read(Connection connection) throws SQLException {
    ExtentsReader reader = new ExtentsReader(connection);
    return reader.read();
  }

  private Map<ObjectName, Extent> read() throws SQLException {
    List<String> tables = new ArrayList<>();
    query(
        "SELECT name, 0 FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        row -> tables.add(row.getString(1)));
    long[] size = {0};
    query(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        row -> size[0] = row.getLong(1));
    boolean small = size[0] <= SMALL;
    if (small) {
      measure();
      count(tables);
    } else {
      estimate();
    }
    Map<ObjectName, Extent> extents = new HashMap<>();
    for (String table : tables) {
      extents.put(ObjectName.of(table), new Extent(known(rows, table), small, known(bytes, table)));
    }
    return extents;
  }

  private static OptionalLong known(Map<String, Long> numbers, String table) {
    return numbers.containsKey(table) ? OptionalLong.of(numbers.get(table)) : OptionalLong.empty();
  }

  /** The pages of tables and of their indexes; SQLite may be compiled without that table. */
  private void measure() throws SQLException {
    boolean[] can = {false};
    query("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'", row -> can[0] = true);
    if (can[0]) {
      query(
          "SELECT s.tbl_name, sum(d.pgsize) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name"
              + " WHERE d.aggregate = TRUE GROUP BY s.tbl_name",
          row -> bytes.put(row.getString(1), row.getLong(2)));
    }
  }

  private void count(List<String> tables) throws SQLException {
    SqliteSql sql = new SqliteSql();
    for (int from = 0; from < tables.size(); from += AT_ONCE) {
      List<String> some = tables.subList(from, Math.min(tables.size(), from + AT_ONCE));
      int first = from;
      query(
          java.util.stream.IntStream.range(0, some.size())
              .mapToObj(i -> "SELECT " + (first + i) + ", count(*) FROM " + sql.quote(some.get(i)))
              .collect(Collectors.joining(" UNION ALL ")),
          row -> rows.put(tables.get(row.getInt(1)), row.getLong(2)));
    }
  }

  /** SQLite documentation, "The sqlite_stat1 table": the first number is that of the rows. */
  private void estimate() throws SQLException {
    boolean[] analyzed = {false};
    query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'", row -> analyzed[0] = true);
    if (analyzed[0]) {
      query(
          "SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl",
          row -> rows.put(row.getString(1), row.getLong(2)));
    }
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void query(String sql, Row row) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      while (results.next()) {
        row.read(results);
      }
    }
  }
}
