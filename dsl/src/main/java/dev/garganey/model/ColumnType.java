package dev.garganey.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** ColumnType is what a column stores, in portable words; {@link Native} carries all else. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ColumnType.SmallInt.class, name = "smallint"),
  @JsonSubTypes.Type(value = ColumnType.Int.class, name = "integer"),
  @JsonSubTypes.Type(value = ColumnType.BigInt.class, name = "bigint"),
  @JsonSubTypes.Type(value = ColumnType.Decimal.class, name = "decimal"),
  @JsonSubTypes.Type(value = ColumnType.Real.class, name = "real"),
  @JsonSubTypes.Type(value = ColumnType.DoublePrecision.class, name = "double"),
  @JsonSubTypes.Type(value = ColumnType.Bool.class, name = "bool"),
  @JsonSubTypes.Type(value = ColumnType.Char.class, name = "char"),
  @JsonSubTypes.Type(value = ColumnType.VarChar.class, name = "varchar"),
  @JsonSubTypes.Type(value = ColumnType.Text.class, name = "text"),
  @JsonSubTypes.Type(value = ColumnType.Binary.class, name = "binary"),
  @JsonSubTypes.Type(value = ColumnType.Date.class, name = "date"),
  @JsonSubTypes.Type(value = ColumnType.Time.class, name = "time"),
  @JsonSubTypes.Type(value = ColumnType.Timestamp.class, name = "timestamp"),
  @JsonSubTypes.Type(value = ColumnType.TimestampTz.class, name = "timestamptz"),
  @JsonSubTypes.Type(value = ColumnType.Interval.class, name = "interval"),
  @JsonSubTypes.Type(value = ColumnType.Uuid.class, name = "uuid"),
  @JsonSubTypes.Type(value = ColumnType.Json.class, name = "json"),
  @JsonSubTypes.Type(value = ColumnType.OfEnum.class, name = "enum"),
  @JsonSubTypes.Type(value = ColumnType.ArrayOf.class, name = "array"),
  @JsonSubTypes.Type(value = ColumnType.Native.class, name = "native")
})
public sealed interface ColumnType {
  /** Two-byte integer. */
  record SmallInt() implements ColumnType {}

  /** Four-byte integer. */
  record Int() implements ColumnType {}

  /** Eight-byte integer. */
  record BigInt() implements ColumnType {}

  /**
   * Exact number; without precision as wide as the product allows.
   *
   * @param precision decimal digits in all, 1 or more
   * @param scale digits after the point, 0 to precision
   */
  record Decimal(Optional<Integer> precision, Optional<Integer> scale) implements ColumnType {
    public Decimal {
      precision.ifPresent(p -> require(p >= 1, "The precision of decimal is at least 1, not " + p));
      if (precision.isEmpty() && scale.isPresent()) {
        throw new SchemaMistake("The scale of decimal needs a precision before it");
      }
      if (precision.isPresent() && scale.isPresent()) {
        int s = scale.get();
        require(
            s >= 0 && s <= precision.get(),
            "The scale of decimal is between 0 and its precision "
                + precision.get()
                + ", not "
                + s);
      }
    }
  }

  /** Four-byte floating point number. */
  record Real() implements ColumnType {}

  /** Eight-byte floating point number. */
  record DoublePrecision() implements ColumnType {}

  /** True or false. */
  record Bool() implements ColumnType {}

  /** Text of fixed length, in characters. */
  record Char(int length) implements ColumnType {
    public Char {
      requireLength("char", length);
    }
  }

  /** Text of limited length, in characters; without a limit where the product allows that. */
  record VarChar(Optional<Integer> length) implements ColumnType {
    public VarChar {
      length.ifPresent(n -> requireLength("varchar", n));
    }
  }

  /** Text of any length. */
  record Text() implements ColumnType {}

  /** Bytes of any length. */
  record Binary() implements ColumnType {}

  /** A calendar day. */
  record Date() implements ColumnType {}

  /** A time of day, with fractional digits of the second. */
  record Time(Optional<Integer> precision) implements ColumnType {
    public Time {
      requirePrecision("time", precision);
    }
  }

  /** A day and time without a zone. */
  record Timestamp(Optional<Integer> precision) implements ColumnType {
    public Timestamp {
      requirePrecision("timestamp", precision);
    }
  }

  /** A point in time. */
  record TimestampTz(Optional<Integer> precision) implements ColumnType {
    public TimestampTz {
      requirePrecision("timestamptz", precision);
    }
  }

  /** A span of time. */
  record Interval() implements ColumnType {}

  /** A universally unique identifier. */
  record Uuid() implements ColumnType {}

  /** A JSON document, in the product's indexable form. */
  record Json() implements ColumnType {}

  /** One of the values of an {@link EnumType}. */
  record OfEnum(ObjectName name) implements ColumnType {}

  /** A list of values of one type. */
  record ArrayOf(ColumnType element) implements ColumnType {}

  /** A product's own type, verbatim. */
  record Native(String sql) implements ColumnType {
    public Native {
      sql = sql.strip();
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new SchemaMistake(message);
    }
  }

  private static void requireLength(String type, int length) {
    require(length >= 1, "The length of " + type + " is at least 1, not " + length);
  }

  private static void requirePrecision(String type, Optional<Integer> precision) {
    precision.ifPresent(
        p -> require(p >= 0 && p <= 6, "The precision of " + type + " is 0 to 6, not " + p));
  }
}
