package dev.garganey.foreign;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows reads a table of another tool, as text. */
final class Rows {
  private final Connection connection;
  private final Dialect dialect;

  Rows(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Row is the values of one, in the order of the columns that were asked for. */
  record Row(List<Optional<String>> values) {
    Optional<String> get(int column) {
      return values.get(column);
    }

    String text(int column) {
      return values.get(column).orElse("");
    }

    /** Products say true in different words. */
    boolean isTrue(int column) {
      return switch (text(column)) {
        case "1", "t", "true" -> true;
        default -> false;
      };
    }
  }

  /**
   * All rows of a table.
   *
   * @param columns with commas between
   * @param order the columns to order by
   */
  List<Row> of(ObjectName table, String columns, String order) throws SQLException {
    String sql = "select " + columns + " from " + dialect.quote(table) + " order by " + order;
    List<Row> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(Optional.ofNullable(rows.getString(i)));
        }
        found.add(new Row(List.copyOf(values)));
      }
    }
    return found;
  }

  /** The last of some rows. */
  static Optional<Row> last(List<Row> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }
}
