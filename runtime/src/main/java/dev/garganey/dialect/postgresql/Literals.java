package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Command;
import java.sql.SQLException;

/** Literals puts the values of a command in the places of its question marks. */
final class Literals {
  private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

  private Literals() {}

  /**
   * The command as one text.
   *
   * @throws SQLException if a value holds what no text of the database can
   */
  static String filled(Command command) throws SQLException {
    String sql = command.sql();
    StringBuilder text = new StringBuilder(command.size() + 64);
    int given = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"') {
        int end = sql.indexOf(c, i + 1);
        text.append(sql, i, end + 1);
        i = end;
      } else if (c == '?') {
        text.append(literal(command.values().get(given++)));
      } else {
        text.append(c);
      }
    }
    if (given != command.values().size()) {
      throw new IllegalArgumentException("More values than parameters: " + sql);
    }
    return text.toString();
  }

  private static String literal(Object value) throws SQLException {
    return value instanceof Long ? value.toString() : text((String) value);
  }

  /**
   * A string constant that means the same whatever standard_conforming_strings is: with escapes
   * said to be ones where there is a backslash (PostgreSQL manual, 4.1.2.2).
   */
  static String text(String value) throws SQLException {
    if (value.indexOf('\0') >= 0) {
      throw new SQLException(
          "PostgreSQL keeps no text with the character 0 in it", CHARACTER_NOT_IN_REPERTOIRE);
    }
    String quoted = value.replace("'", "''");
    return quoted.indexOf('\\') < 0
        ? "'" + quoted + "'"
        : " E'" + quoted.replace("\\", "\\\\") + "'";
  }
}
