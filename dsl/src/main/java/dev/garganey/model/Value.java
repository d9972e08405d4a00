package dev.garganey.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Value is a literal or an SQL expression: a column's default, or a cell of a row to insert. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Value.Null.class, name = "null"),
  @JsonSubTypes.Type(value = Value.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Value.Number.class, name = "number"),
  @JsonSubTypes.Type(value = Value.Bool.class, name = "bool"),
  @JsonSubTypes.Type(value = Value.Binary.class, name = "binary"),
  @JsonSubTypes.Type(value = Value.Expression.class, name = "expression")
})
public sealed interface Value {
  /** SQL NULL. */
  record Null() implements Value {}

  /** A character string; dates, times and UUIDs are strings in ISO form. */
  record Text(String value) implements Value {
    public Text {
      if (value.indexOf('\0') >= 0) {
        throw new SchemaMistake(
            "Text must not contain a NUL character; keep such bytes in a binary column");
      }
    }
  }

  /** An exact number. */
  record Number(BigDecimal value) implements Value {
    public Number {
      // 1.0 stays 1.0, but 1E+3 and 1000 are the same literal.
      value = value.scale() < 0 ? value.setScale(0) : value;
    }
  }

  /** A truth value; products without a boolean type store 1 and 0. */
  record Bool(boolean value) implements Value {}

  /**
   * Bytes.
   *
   * @param hex two lower-case hexadecimal digits for each byte
   */
  record Binary(String hex) implements Value {
    public Binary {
      hex = hex.toLowerCase(Locale.ROOT);
      HexFormat.of().parseHex(hex);
    }
  }

  /** An SQL expression, sent as it is. */
  record Expression(String sql) implements Value {
    public Expression {
      sql = sql.strip();
      if (sql.isEmpty()) {
        throw new SchemaMistake("An SQL expression must not be empty");
      }
    }
  }

  /**
   * The value for what a script wrote.
   *
   * @throws SchemaMistake if nothing in SQL corresponds to it
   */
  static Value of(@org.jspecify.annotations.Nullable Object o) {
    if (o == null) {
      return new Null();
    }
    if (o instanceof Value value) {
      return value;
    }
    if (o instanceof Boolean b) {
      return new Bool(b);
    }
    if (o instanceof BigDecimal d) {
      return new Number(d);
    }
    if (o instanceof BigInteger i) {
      return new Number(new BigDecimal(i));
    }
    if (o instanceof Double || o instanceof Float) {
      double d = ((java.lang.Number) o).doubleValue();
      if (Double.isNaN(d) || Double.isInfinite(d)) {
        throw new SchemaMistake("`" + d + "` is not a number that SQL can write");
      }
      return new Number(new BigDecimal(o.toString()));
    }
    if (o instanceof java.lang.Number n) {
      return new Number(BigDecimal.valueOf(n.longValue()));
    }
    if (o instanceof byte[] bytes) {
      return new Binary(HexFormat.of().formatHex(bytes));
    }
    if (o instanceof CharSequence
        || o instanceof Character
        || o instanceof UUID
        || o instanceof TemporalAccessor
        || o instanceof Enum<?>) {
      return new Text(o.toString());
    }
    throw new SchemaMistake(
        "`"
            + o.getClass().getSimpleName()
            + "` cannot be a value; use text, a number, true or"
            + " false, null, bytes, a date or time, or sql('…')");
  }
}
