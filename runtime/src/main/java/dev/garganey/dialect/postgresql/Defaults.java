package dev.garganey.dialect.postgresql;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Defaults reads the defaults that the server deparses, and puts written ones into its form. */
final class Defaults {
  private static final Pattern CAST =
      Pattern.compile("(?s)'(?<text>(?:[^']|'')*)'::(?<type>[^']+)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern HEX = Pattern.compile("\\\\x((?:[0-9a-fA-F]{2})*)");
  private static final Pattern NULL = Pattern.compile("(?is)NULL(::(?<type>.+))?");

  private static final Set<String> NUMERIC =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

  /** Functions without parentheses, which the server writes in capitals. */
  private static final Pattern KEYWORD =
      Pattern.compile(
          "(?i)(current_(date|time|timestamp|user|role|catalog|schema)|session_user|user"
              + "|localtime(stamp)?)(\\(\\d\\))?");

  private Defaults() {}

  /**
   * The value that a deparsed expression stands for.
   *
   * @param accepted the column's own type and, for a domain, what that is made of, both without
   *     modifiers: a literal cast to one of them is a plain literal
   */
  static Optional<Value> read(String expression, Set<String> accepted) {
    String text = Expressions.ungrouped(expression);
    Matcher none = NULL.matcher(text);
    if (none.matches()) {
      boolean plain = none.group("type") == null || isOwn(none.group("type"), accepted);
      return Optional.of(plain ? new Value.Null() : new Value.Expression(text));
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Optional.of(new Value.Bool(text.equalsIgnoreCase("true")));
    }
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(new Value.Number(new BigDecimal(text)));
    }
    Matcher cast = CAST.matcher(text);
    if (cast.matches()) {
      return Optional.of(literal(cast, text, accepted));
    }
    return Optional.of(
        new Value.Expression(
            KEYWORD.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : text));
  }

  private static Value literal(Matcher cast, String expression, Set<String> accepted) {
    String text = cast.group("text").replace("''", "'");
    String type = cast.group("type");
    boolean numeric = accepted.stream().anyMatch(NUMERIC::contains);
    if (numeric && NUMERIC.contains(type) && NUMBER.matcher(text).matches()) {
      return new Value.Number(new BigDecimal(text));
    }
    Matcher hex = HEX.matcher(text);
    if (type.equals("bytea") && accepted.contains("bytea") && hex.matches()) {
      return new Value.Binary(hex.group(1));
    }
    return isOwn(type, accepted) && !numeric
        ? new Value.Text(text)
        : new Value.Expression(expression);
  }

  /**
   * Whether a cast is to the column's own type. A column that has become a {@code text} may still
   * have the default {@code NULL::character varying}, which no plain NULL would make.
   */
  private static boolean isOwn(String type, Set<String> accepted) {
    return accepted.contains(type)
        || (type.equals("bpchar") && accepted.contains("character"))
        || (type.equals("\"bit\"") && accepted.contains("bit"));
  }

  /**
   * A written default as the server gives it back, as far as that is known.
   *
   * @param domain whether the type is a domain, whose own default a NULL replaces
   */
  static Optional<Value> lower(Value value, ColumnType type, boolean domain) {
    Set<String> accepted = Set.of(formatted(type));
    Value wanted =
        value instanceof Value.Expression expression
            ? read(expression.sql(), accepted).orElse(value)
            : value;
    if (wanted instanceof Value.Null) {
      return Optional.of(wanted).filter(v -> domain || isLimited(type));
    }
    if (value instanceof Value.Expression) {
      return Optional.of(wanted);
    }
    if (value instanceof Value.Text text) {
      String word = text.value().strip();
      if (accepted.stream().anyMatch(NUMERIC::contains) && NUMBER.matcher(word).matches()) {
        return Optional.of(new Value.Number(new BigDecimal(word)));
      }
      if (type instanceof ColumnType.Bool && word.matches("(?i)true|false")) {
        return Optional.of(new Value.Bool(word.equalsIgnoreCase("true")));
      }
    }
    return Optional.of(value);
  }

  /**
   * Whether a type has a length or precision: then a default of NULL is an expression that the
   * server keeps, where it drops a plain NULL (src/backend/catalog/heap.c). That of an interval is
   * no expression: its own input function limits it (src/backend/parser/parse_coerce.c).
   */
  private static boolean isLimited(ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      return isLimited(array.element());
    }
    String word = PostgresqlTypes.word(type, named -> "");
    return word.indexOf('(') >= 0 && !word.toLowerCase(Locale.ROOT).startsWith("interval");
  }

  /** The type's name in a cast, without modifiers. */
  private static String formatted(ColumnType type) {
    if (type instanceof ColumnType.ArrayOf array) {
      return formatted(array.element()) + "[]";
    }
    if (type instanceof ColumnType.OfEnum named) {
      return named.name().toString();
    }
    if (type instanceof ColumnType.Char) {
      return "character";
    }
    if (type instanceof ColumnType.VarChar) {
      return "character varying";
    }
    if (type instanceof ColumnType.Time) {
      return "time without time zone";
    }
    if (type instanceof ColumnType.Timestamp) {
      return "timestamp without time zone";
    }
    if (type instanceof ColumnType.TimestampTz) {
      return "timestamp with time zone";
    }
    return PostgresqlTypes.withoutModifiers(
        PostgresqlTypes.word(type, named -> named.name().toString()));
  }
}
