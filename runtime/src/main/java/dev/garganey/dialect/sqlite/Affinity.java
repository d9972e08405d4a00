package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import java.util.Locale;
import java.util.Optional;

/**
 * Affinity is what a column makes of a value that is stored in it (sqlite.org, "Datatypes In
 * SQLite", 3): as an expression, for one who wants to know before.
 */
enum Affinity {
  INTEGER,
  TEXT,
  BLOB,
  REAL,
  NUMERIC;

  /** By the declared type (3.1 there). */
  private static Affinity of(String declared) {
    String type = declared.toUpperCase(Locale.ROOT);
    if (type.contains("INT")) {
      return INTEGER;
    }
    if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return TEXT;
    }
    if (type.contains("BLOB") || type.isBlank()) {
      return BLOB;
    }
    boolean real = type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB");
    return real ? REAL : NUMERIC;
  }

  /** The query that yields a row if a value is another one after it was stored as {@code back}. */
  static Optional<String> losesValues(SqliteSql sql, ObjectName table, Column held, Column back) {
    Affinity now = of(sql.type(held.type()));
    Affinity then = of(sql.type(back.type()));
    boolean alike = now == then || (now.isExact() && then.isExact()) || then == BLOB;
    if (alike) {
      return Optional.empty();
    }
    String value = sql.quote(held.name());
    return Optional.of(
        "SELECT 1 FROM "
            + sql.quote(table)
            + " WHERE quote("
            + now.stored(then.stored(value))
            + ") IS NOT quote("
            + value
            + ") LIMIT 1");
  }

  /** Both store alike. */
  private boolean isExact() {
    return this == INTEGER || this == NUMERIC;
  }

  private String stored(String value) {
    return switch (this) {
      case BLOB -> value;
      case TEXT ->
          "CASE WHEN typeof(%1$s) IN ('integer', 'real') THEN CAST(%1$s AS TEXT) ELSE %1$s END"
              .formatted(value);
      case INTEGER, NUMERIC -> number(value);
      case REAL ->
          "CASE WHEN typeof(%1$s) = 'integer' THEN CAST(%1$s AS REAL) ELSE %1$s END"
              .formatted(number(value));
    };
  }

  /** A text that is a number becomes it, and a fraction that is none becomes whole. */
  private static String number(String value) {
    return """
        CASE WHEN typeof(%1$s) = 'text' AND %1$s = CAST(%1$s AS NUMERIC) THEN CAST(%1$s AS NUMERIC)\
         WHEN typeof(%1$s) = 'real' AND %1$s = CAST(%1$s AS INTEGER) THEN CAST(%1$s AS INTEGER)\
         ELSE %1$s END\
        """
        .formatted(value);
  }
}
