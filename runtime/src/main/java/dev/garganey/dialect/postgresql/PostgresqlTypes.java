package dev.garganey.dialect.postgresql;

import dev.garganey.model.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgresqlTypes maps column types to PostgreSQL's words and back. What it reads is what {@code
 * format_type} writes (PostgreSQL manual, "System Information Functions"), and the aliases of
 * chapter "Data Types".
 */
final class PostgresqlTypes {
  private static final Pattern MODIFIED =
      Pattern.compile("(?<word>[a-z ]+?) ?\\((?<modifier>[0-9 ,-]+)\\)(?<rest>[a-z ]*)");

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("decimal", "numeric"),
          Map.entry("float4", "real"),
          Map.entry("float", "double precision"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("char", "character"),
          Map.entry("varchar", "character varying"),
          Map.entry("char varying", "character varying"),
          Map.entry("varbit", "bit varying"),
          Map.entry("time", "time without time zone"),
          Map.entry("timetz", "time with time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timestamptz", "timestamp with time zone"));

  private PostgresqlTypes() {}

  /** The word for a type; {@code quote} quotes the name of an enum. */
  static String word(ColumnType type, Function<ColumnType.OfEnum, String> quote) {
    if (type instanceof ColumnType.SmallInt) {
      return "smallint";
    }
    if (type instanceof ColumnType.Int) {
      return "integer";
    }
    if (type instanceof ColumnType.BigInt) {
      return "bigint";
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return "numeric"
          + decimal
              .precision()
              .map(p -> "(" + p + decimal.scale().map(s -> "," + s).orElse("") + ")")
              .orElse("");
    }
    if (type instanceof ColumnType.Real) {
      return "real";
    }
    if (type instanceof ColumnType.DoublePrecision) {
      return "double precision";
    }
    if (type instanceof ColumnType.Bool) {
      return "boolean";
    }
    if (type instanceof ColumnType.Char fixed) {
      return "char(" + fixed.length() + ")";
    }
    if (type instanceof ColumnType.VarChar limited) {
      return "varchar" + modifier(limited.length());
    }
    if (type instanceof ColumnType.Text) {
      return "text";
    }
    if (type instanceof ColumnType.Binary) {
      return "bytea";
    }
    if (type instanceof ColumnType.Date) {
      return "date";
    }
    if (type instanceof ColumnType.Time time) {
      return "time" + modifier(time.precision());
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return "timestamp" + modifier(timestamp.precision());
    }
    if (type instanceof ColumnType.TimestampTz timestamp) {
      return "timestamptz" + modifier(timestamp.precision());
    }
    if (type instanceof ColumnType.Interval) {
      return "interval";
    }
    if (type instanceof ColumnType.Uuid) {
      return "uuid";
    }
    if (type instanceof ColumnType.Json) {
      return "jsonb";
    }
    if (type instanceof ColumnType.OfEnum named) {
      return quote.apply(named);
    }
    if (type instanceof ColumnType.ArrayOf array) {
      return word(array.element(), quote) + "[]";
    }
    return ((ColumnType.Native) type).sql();
  }

  private static String modifier(Optional<Integer> number) {
    return number.map(n -> "(" + n + ")").orElse("");
  }

  /** The type that the server formats like this; what has no portable word stays native. */
  static ColumnType read(String formatted) {
    if (formatted.endsWith("[]")) {
      return new ColumnType.ArrayOf(read(formatted.substring(0, formatted.length() - 2)));
    }
    Matcher modified = MODIFIED.matcher(formatted);
    return modified.matches()
        ? readModified(formatted, modified)
        : readPlain(formatted, Optional.empty());
  }

  private static ColumnType readModified(String formatted, Matcher parts) {
    String word = parts.group("word") + parts.group("rest");
    String[] numbers = parts.group("modifier").split(",", -1);
    int first = Integer.parseInt(numbers[0].strip());
    if (numbers.length == 1) {
      ColumnType type = readPlain(word, Optional.of(first));
      return type instanceof ColumnType.Native ? new ColumnType.Native(formatted) : type;
    }
    int scale = Integer.parseInt(numbers[1].strip());
    // The server allows a negative scale and one above the precision; the portable type does not.
    return word.equals("numeric") && scale >= 0 && scale <= first
        ? new ColumnType.Decimal(Optional.of(first), Optional.of(scale))
        : new ColumnType.Native(formatted);
  }

  private static ColumnType readPlain(String word, Optional<Integer> modifier) {
    return switch (word) {
      case "smallint" -> new ColumnType.SmallInt();
      case "integer" -> new ColumnType.Int();
      case "bigint" -> new ColumnType.BigInt();
      case "numeric" -> new ColumnType.Decimal(modifier, modifier.map(p -> 0));
      case "real" -> new ColumnType.Real();
      case "double precision" -> new ColumnType.DoublePrecision();
      case "boolean" -> new ColumnType.Bool();
      case "character" -> new ColumnType.Char(modifier.orElse(1));
      case "character varying" -> new ColumnType.VarChar(modifier);
      case "text" -> new ColumnType.Text();
      case "bytea" -> new ColumnType.Binary();
      case "date" -> new ColumnType.Date();
      case "time without time zone" -> new ColumnType.Time(modifier);
      case "timestamp without time zone" -> new ColumnType.Timestamp(modifier);
      case "timestamp with time zone" -> new ColumnType.TimestampTz(modifier);
      case "interval" ->
          modifier.isEmpty() ? new ColumnType.Interval() : new ColumnType.Native(word);
      case "uuid" -> new ColumnType.Uuid();
      case "jsonb" -> new ColumnType.Json();
      default -> new ColumnType.Native(word);
    };
  }

  /** The type as the server would give it back. */
  static ColumnType lower(ColumnType type) {
    if (type instanceof ColumnType.Decimal decimal && decimal.precision().isPresent()) {
      return new ColumnType.Decimal(decimal.precision(), Optional.of(decimal.scale().orElse(0)));
    }
    if (type instanceof ColumnType.ArrayOf array) {
      ColumnType element = lower(array.element());
      // The server does not keep the number of dimensions.
      return element instanceof ColumnType.ArrayOf ? element : new ColumnType.ArrayOf(element);
    }
    if (type instanceof ColumnType.Native named && named.sql().indexOf('"') < 0) {
      return read(formatted(named.sql().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")));
    }
    return type;
  }

  /** The server's own spelling of a type that was written by hand. */
  private static String formatted(String written) {
    if (written.endsWith("[]")) {
      return formatted(written.substring(0, written.length() - 2).strip()) + "[]";
    }
    Matcher modified = MODIFIED.matcher(written);
    if (!modified.matches()) {
      return ALIASES.getOrDefault(written, written);
    }
    String word = modified.group("word") + modified.group("rest");
    String modifier = "(" + modified.group("modifier").replace(" ", "") + ")";
    String full = ALIASES.getOrDefault(word, word);
    int zone = full.indexOf(" with");
    return zone < 0 ? full + modifier : full.substring(0, zone) + modifier + full.substring(zone);
  }

  /** How the server stores values of a type where nobody says otherwise. */
  static String storage(ColumnType type) {
    boolean fixed =
        !(type instanceof ColumnType.Char
            || type instanceof ColumnType.VarChar
            || type instanceof ColumnType.Text
            || type instanceof ColumnType.Binary
            || type instanceof ColumnType.Json
            || type instanceof ColumnType.ArrayOf
            || type instanceof ColumnType.Native);
    if (type instanceof ColumnType.Decimal) {
      return "main";
    }
    return fixed ? "plain" : "extended";
  }

  /** The formatted type without length, precision and scale. */
  static String withoutModifiers(String formatted) {
    return formatted.replaceAll("\\([0-9, -]+\\)", "");
  }
}
