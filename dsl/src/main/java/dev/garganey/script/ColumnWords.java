package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import java.util.Optional;

/** ColumnWords are the types as words that declare a column: {@code varchar('email', 320)}. */
public abstract class ColumnWords extends Block {
  ColumnWords(Evaluation evaluation) {
    super(evaluation);
  }

  abstract ColumnBuilder declare(String column, ColumnType type);

  /** A column of any type: {@code column('tags', array(text()))}. */
  public ColumnBuilder column(String column, ColumnType type) {
    return declare(column, type);
  }

  /** A two-byte integer. */
  public ColumnBuilder smallint(String column) {
    return declare(column, new ColumnType.SmallInt());
  }

  /** A four-byte integer. */
  public ColumnBuilder integer(String column) {
    return declare(column, new ColumnType.Int());
  }

  /** An eight-byte integer. */
  public ColumnBuilder bigint(String column) {
    return declare(column, new ColumnType.BigInt());
  }

  /** An exact number, as wide as the product allows. */
  public ColumnBuilder decimal(String column) {
    return declare(column, new ColumnType.Decimal(Optional.empty(), Optional.empty()));
  }

  /** An exact number of that many digits. */
  public ColumnBuilder decimal(String column, int precision) {
    return declare(column, new ColumnType.Decimal(Optional.of(precision), Optional.empty()));
  }

  /** An exact number with digits after the point. */
  public ColumnBuilder decimal(String column, int precision, int scale) {
    return declare(column, new ColumnType.Decimal(Optional.of(precision), Optional.of(scale)));
  }

  /** A four-byte floating point number. */
  public ColumnBuilder real(String column) {
    return declare(column, new ColumnType.Real());
  }

  /** An eight-byte floating point number; {@code double} for short. */
  @AlsoCalled("double")
  public ColumnBuilder doublePrecision(String column) {
    return declare(column, new ColumnType.DoublePrecision());
  }

  /** True or false. */
  public ColumnBuilder bool(String column) {
    return declare(column, new ColumnType.Bool());
  }

  /** Text of fixed length; {@code char} for short. */
  @AlsoCalled("char")
  public ColumnBuilder character(String column, int length) {
    return declare(column, new ColumnType.Char(length));
  }

  /** Text without a limit, where the product allows that. */
  public ColumnBuilder varchar(String column) {
    return declare(column, new ColumnType.VarChar(Optional.empty()));
  }

  /** Text of limited length. */
  public ColumnBuilder varchar(String column, int length) {
    return declare(column, new ColumnType.VarChar(Optional.of(length)));
  }

  /** Text of any length. */
  public ColumnBuilder text(String column) {
    return declare(column, new ColumnType.Text());
  }

  /** Bytes of any length. */
  public ColumnBuilder binary(String column) {
    return declare(column, new ColumnType.Binary());
  }

  /** A calendar day. */
  public ColumnBuilder date(String column) {
    return declare(column, new ColumnType.Date());
  }

  /** A time of day. */
  public ColumnBuilder time(String column) {
    return declare(column, new ColumnType.Time(Optional.empty()));
  }

  /** A time of day, with that many digits of the second. */
  public ColumnBuilder time(String column, int precision) {
    return declare(column, new ColumnType.Time(Optional.of(precision)));
  }

  /** A day and time without a zone. */
  public ColumnBuilder timestamp(String column) {
    return declare(column, new ColumnType.Timestamp(Optional.empty()));
  }

  /** A day and time without a zone, with that many digits of the second. */
  public ColumnBuilder timestamp(String column, int precision) {
    return declare(column, new ColumnType.Timestamp(Optional.of(precision)));
  }

  /** A point in time. */
  public ColumnBuilder timestamptz(String column) {
    return declare(column, new ColumnType.TimestampTz(Optional.empty()));
  }

  /** A point in time, with that many digits of the second. */
  public ColumnBuilder timestamptz(String column, int precision) {
    return declare(column, new ColumnType.TimestampTz(Optional.of(precision)));
  }

  /** A span of time. */
  public ColumnBuilder interval(String column) {
    return declare(column, new ColumnType.Interval());
  }

  /** A universally unique identifier. */
  public ColumnBuilder uuid(String column) {
    return declare(column, new ColumnType.Uuid());
  }

  /** A JSON document, in the product's indexable form. */
  public ColumnBuilder json(String column) {
    return declare(column, new ColumnType.Json());
  }

  /** One of an enum's values; {@code enum} for short. */
  @AlsoCalled("enum")
  public ColumnBuilder enumerated(String column, @NameOf(NameKind.ENUM) String enumName) {
    return declare(column, new ColumnType.OfEnum(ObjectName.parse(enumName)));
  }

  /** A list of values of a type: {@code array('tags', text())}. */
  public ColumnBuilder array(String column, ColumnType of) {
    return declare(column, new ColumnType.ArrayOf(of));
  }

  /** A product's own type, verbatim; {@code native} for short. */
  @AlsoCalled("native")
  public ColumnBuilder nativeType(String column, String sql) {
    return declare(column, new ColumnType.Native(sql));
  }
}
