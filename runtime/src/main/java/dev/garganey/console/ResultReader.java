package dev.garganey.console;

import dev.garganey.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** ResultReader turns the rows of a driver into cells. */
final class ResultReader {
  private final ResultSet results;
  private final boolean byValue;
  private final List<Heading> headings = new ArrayList<>();

  /**
   * Reads the headings.
   *
   * @param dialect knows how the product calls its types
   */
  ResultReader(ResultSet results, Dialect dialect) throws SQLException {
    this.results = results;
    this.byValue = dialect.typesByValue();
    ResultSetMetaData data = results.getMetaData();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String type = String.valueOf(data.getColumnTypeName(i)).toLowerCase(Locale.ROOT);
      headings.add(new Heading(data.getColumnLabel(i), type, kind(data.getColumnType(i), type)));
    }
  }

  List<Heading> headings() {
    return List.copyOf(headings);
  }

  /** The row at which the results stand. */
  List<Cell> row() throws SQLException {
    List<Cell> cells = new ArrayList<>(headings.size());
    for (int i = 1; i <= headings.size(); i++) {
      cells.add(byValue ? valued(i) : typed(i, headings.get(i - 1).kind()));
    }
    return cells;
  }

  private Cell valued(int i) throws SQLException {
    Object value = results.getObject(i);
    if (value == null) {
      return Cell.NULL;
    } else if (value instanceof byte[] bytes) {
      return binary(bytes);
    }
    Cell.Kind kind = value instanceof Number ? Cell.Kind.NUMBER : Cell.Kind.TEXT;
    return new Cell(kind, results.getString(i));
  }

  private Cell typed(int i, Cell.Kind kind) throws SQLException {
    if (kind == Cell.Kind.BINARY) {
      byte[] bytes = results.getBytes(i);
      return bytes == null ? Cell.NULL : binary(bytes);
    }
    String text = results.getString(i);
    if (text == null) {
      return Cell.NULL;
    }
    return new Cell(kind, kind == Cell.Kind.TRUTH ? truth(text) : text);
  }

  private static String truth(String text) {
    return switch (text) {
      case "t", "1" -> "true";
      case "f", "0" -> "false";
      default -> text;
    };
  }

  private static Cell binary(byte[] bytes) {
    return new Cell(Cell.Kind.BINARY, "\\x" + HexFormat.of().formatHex(bytes));
  }

  private static Cell.Kind kind(int jdbc, String type) {
    return switch (jdbc) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL ->
          Cell.Kind.NUMBER;
      case Types.BOOLEAN -> Cell.Kind.TRUTH;
      case Types.BIT -> type.startsWith("bool") ? Cell.Kind.TRUTH : Cell.Kind.TEXT;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Cell.Kind.BINARY;
      default -> Cell.Kind.TEXT;
    };
  }
}
