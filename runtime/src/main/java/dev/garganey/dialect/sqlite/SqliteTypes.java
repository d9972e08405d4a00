package dev.garganey.dialect.sqlite;

import dev.garganey.model.ColumnType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SqliteTypes maps portable types to declared types and back. A declared type is free text whose
 * letters decide the affinity (SQLite, "Datatypes In SQLite", 3.1); these have the right one, and
 * each is read back as what it was.
 */
final class SqliteTypes {
  private static final Pattern SIZED =
      Pattern.compile("([A-Z ]+?)\\s*\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");

  private SqliteTypes() {}

  /** The declared type. */
  static String sql(ColumnType type) {
    if (type instanceof ColumnType.SmallInt) {
      return "SMALLINT";
    } else if (type instanceof ColumnType.Int) {
      return "INTEGER";
    } else if (type instanceof ColumnType.BigInt) {
      return "BIGINT";
    } else if (type instanceof ColumnType.Decimal decimal) {
      return "DECIMAL" + arguments(decimal.precision(), decimal.scale());
    } else if (type instanceof ColumnType.Real) {
      return "REAL";
    } else if (type instanceof ColumnType.DoublePrecision) {
      return "DOUBLE PRECISION";
    } else if (type instanceof ColumnType.Bool) {
      return "BOOLEAN";
    } else if (type instanceof ColumnType.Char c) {
      return "CHAR(" + c.length() + ")";
    } else if (type instanceof ColumnType.VarChar v) {
      return "VARCHAR" + arguments(v.length(), Optional.empty());
    } else if (type instanceof ColumnType.Binary) {
      return "BLOB";
    } else if (type instanceof ColumnType.Date) {
      return "DATE";
    } else if (type instanceof ColumnType.Time time) {
      return "TIME" + arguments(time.precision(), Optional.empty());
    } else if (type instanceof ColumnType.Timestamp timestamp) {
      return "TIMESTAMP" + arguments(timestamp.precision(), Optional.empty());
    } else if (type instanceof ColumnType.TimestampTz timestamp) {
      return "TIMESTAMPTZ" + arguments(timestamp.precision(), Optional.empty());
    } else if (type instanceof ColumnType.ArrayOf) {
      throw SqliteSql.unsupported("arrays", "use json");
    } else if (type instanceof ColumnType.Native own) {
      return own.sql();
    }
    // Text, and what is kept as text: uuid, json, interval, the values of an enum.
    return "TEXT";
  }

  private static String arguments(Optional<Integer> first, Optional<Integer> second) {
    return first.map(n -> "(" + n + second.map(s -> ", " + s).orElse("") + ")").orElse("");
  }

  /** The type that {@link #sql} writes so; what it would write otherwise stays native. */
  static ColumnType read(String declared) {
    String text = declared.strip();
    ColumnType found = match(text.toUpperCase(Locale.ROOT));
    return sql(found).equalsIgnoreCase(text) ? found : new ColumnType.Native(text);
  }

  private static ColumnType match(String text) {
    Matcher sized = SIZED.matcher(text);
    if (sized.matches()) {
      int first = Integer.parseInt(sized.group(2));
      Optional<Integer> second = Optional.ofNullable(sized.group(3)).map(Integer::parseInt);
      return sized(text, sized.group(1), first, second);
    }
    return switch (text) {
      case "SMALLINT" -> new ColumnType.SmallInt();
      case "INTEGER" -> new ColumnType.Int();
      case "BIGINT" -> new ColumnType.BigInt();
      case "DECIMAL" -> new ColumnType.Decimal(Optional.empty(), Optional.empty());
      case "REAL" -> new ColumnType.Real();
      case "DOUBLE PRECISION" -> new ColumnType.DoublePrecision();
      case "BOOLEAN" -> new ColumnType.Bool();
      case "VARCHAR" -> new ColumnType.VarChar(Optional.empty());
      case "TEXT" -> new ColumnType.Text();
      case "BLOB" -> new ColumnType.Binary();
      case "DATE" -> new ColumnType.Date();
      case "TIME" -> new ColumnType.Time(Optional.empty());
      case "TIMESTAMP" -> new ColumnType.Timestamp(Optional.empty());
      case "TIMESTAMPTZ" -> new ColumnType.TimestampTz(Optional.empty());
      default -> new ColumnType.Native(text);
    };
  }

  private static ColumnType sized(
      String text, String word, int first, Optional<Integer> second) {
    boolean one = second.isEmpty();
    if (word.equals("DECIMAL") && first >= 1 && second.orElse(0) <= first) {
      return new ColumnType.Decimal(Optional.of(first), second);
    } else if (word.equals("CHAR") && one && first >= 1) {
      return new ColumnType.Char(first);
    } else if (word.equals("VARCHAR") && one && first >= 1) {
      return new ColumnType.VarChar(Optional.of(first));
    } else if (word.equals("TIME") && one && first <= 6) {
      return new ColumnType.Time(Optional.of(first));
    } else if (word.equals("TIMESTAMP") && one && first <= 6) {
      return new ColumnType.Timestamp(Optional.of(first));
    } else if (word.equals("TIMESTAMPTZ") && one && first <= 6) {
      return new ColumnType.TimestampTz(Optional.of(first));
    }
    return new ColumnType.Native(text);
  }
}
