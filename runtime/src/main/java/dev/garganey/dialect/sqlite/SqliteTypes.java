package dev.garganey.dialect.sqlite;

import dev.garganey.model.ColumnType;
import dev.garganey.model.SchemaMistake;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SqliteTypes declares portable types so that SQLite gives them the right affinity (sqlite.org,
 * "Datatypes In SQLite", 3.1), and reads declared types back.
 */
final class SqliteTypes {
  private static final Pattern DECLARED =
      Pattern.compile("\\s*([A-Za-z ]+?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?\\s*");
  private static final ColumnType TEXT = new ColumnType.Text();

  private SqliteTypes() {}

  /**
   * The type as SQLite keeps it.
   *
   * @param strict whether its table is STRICT (sqlite.org, "STRICT Tables"): that knows six types
   */
  static ColumnType lower(ColumnType type, boolean strict) {
    if (type instanceof ColumnType.Uuid
        || type instanceof ColumnType.Json
        || type instanceof ColumnType.Interval
        || type instanceof ColumnType.OfEnum) {
      return TEXT;
    }
    if (type instanceof ColumnType.Native known) {
      return parse(known.sql());
    }
    return strict ? strict(type) : type;
  }

  private static ColumnType strict(ColumnType type) {
    if (type instanceof ColumnType.SmallInt
        || type instanceof ColumnType.BigInt
        || type instanceof ColumnType.Bool) {
      return new ColumnType.Int();
    }
    if (type instanceof ColumnType.DoublePrecision) {
      return new ColumnType.Real();
    }
    if (type instanceof ColumnType.Decimal) {
      // REAL would round and TEXT would compare as text: ANY keeps what is given.
      return new ColumnType.Native("ANY");
    }
    boolean same =
        type instanceof ColumnType.Int
            || type instanceof ColumnType.Real
            || type instanceof ColumnType.Binary
            || type instanceof ColumnType.ArrayOf;
    return same ? type : TEXT;
  }

  /** The declaration of a lowered type. */
  static String sql(ColumnType type) {
    if (type instanceof ColumnType.SmallInt) {
      return "SMALLINT";
    }
    if (type instanceof ColumnType.Int) {
      return "INTEGER";
    }
    if (type instanceof ColumnType.BigInt) {
      return "BIGINT";
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return "DECIMAL"
          + decimal
              .precision()
              .map(p -> "(" + p + decimal.scale().map(s -> ", " + s).orElse("") + ")")
              .orElse("");
    }
    if (type instanceof ColumnType.Real) {
      return "REAL";
    }
    if (type instanceof ColumnType.DoublePrecision) {
      return "DOUBLE PRECISION";
    }
    if (type instanceof ColumnType.Bool) {
      return "BOOLEAN";
    }
    if (type instanceof ColumnType.Char text) {
      return "CHAR(" + text.length() + ")";
    }
    if (type instanceof ColumnType.VarChar text) {
      return "VARCHAR" + arguments(text.length());
    }
    if (type instanceof ColumnType.Binary) {
      return "BLOB";
    }
    if (type instanceof ColumnType.Date) {
      return "DATE";
    }
    if (type instanceof ColumnType.Time time) {
      return "TIME" + arguments(time.precision());
    }
    if (type instanceof ColumnType.Timestamp time) {
      return "TIMESTAMP" + arguments(time.precision());
    }
    if (type instanceof ColumnType.TimestampTz time) {
      return "TIMESTAMPTZ" + arguments(time.precision());
    }
    if (type instanceof ColumnType.ArrayOf) {
      throw SqliteSql.unsupported("arrays", "store a list as json, or in a table of its own");
    }
    return type instanceof ColumnType.Native known ? known.sql() : "TEXT";
  }

  private static String arguments(Optional<Integer> argument) {
    return argument.map(n -> "(" + n + ")").orElse("");
  }

  /** The type that a declaration stands for; what is declared in other words stays native. */
  static ColumnType parse(String declared) {
    ColumnType verbatim = new ColumnType.Native(declared);
    Matcher matcher = DECLARED.matcher(declared);
    if (!matcher.matches()) {
      return verbatim;
    }
    try {
      Optional<Integer> first = Optional.ofNullable(matcher.group(2)).map(Integer::valueOf);
      Optional<Integer> second = Optional.ofNullable(matcher.group(3)).map(Integer::valueOf);
      String word = matcher.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
      return (first.isPresent() ? withArguments(word, first, second) : plain(word))
          .orElse(verbatim);
    } catch (SchemaMistake | NumberFormatException notPortable) {
      return verbatim;
    }
  }

  private static Optional<ColumnType> plain(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "SMALLINT" -> new ColumnType.SmallInt();
          case "INTEGER" -> new ColumnType.Int();
          case "BIGINT" -> new ColumnType.BigInt();
          case "DECIMAL" -> new ColumnType.Decimal(Optional.empty(), Optional.empty());
          case "REAL" -> new ColumnType.Real();
          case "DOUBLE PRECISION" -> new ColumnType.DoublePrecision();
          case "BOOLEAN" -> new ColumnType.Bool();
          case "VARCHAR" -> new ColumnType.VarChar(Optional.empty());
          case "TEXT" -> TEXT;
          case "BLOB" -> new ColumnType.Binary();
          case "DATE" -> new ColumnType.Date();
          case "TIME" -> new ColumnType.Time(Optional.empty());
          case "TIMESTAMP" -> new ColumnType.Timestamp(Optional.empty());
          case "TIMESTAMPTZ" -> new ColumnType.TimestampTz(Optional.empty());
          default -> null;
        });
  }

  private static Optional<ColumnType> withArguments(
      String word, Optional<Integer> first, Optional<Integer> second) {
    if (word.equals("DECIMAL")) {
      return Optional.of(new ColumnType.Decimal(first, second));
    }
    if (second.isPresent()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (word) {
          case "CHAR" -> new ColumnType.Char(first.orElseThrow());
          case "VARCHAR" -> new ColumnType.VarChar(first);
          case "TIME" -> new ColumnType.Time(first);
          case "TIMESTAMP" -> new ColumnType.Timestamp(first);
          case "TIMESTAMPTZ" -> new ColumnType.TimestampTz(first);
          default -> null;
        });
  }
}
