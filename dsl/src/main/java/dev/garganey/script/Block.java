package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Value;
import java.util.Optional;

/** Block is a block of a script, with the words that every one knows: types, keys, variables. */
public abstract class Block extends Builder {
  Block(Evaluation evaluation) {
    super(evaluation);
  }

  // --- Values ------------------------------------------------------------------------------------

  /**
   * The value of an environment variable.
   *
   * @throws SchemaMistake if it is not set
   */
  public String env(String name) {
    return evaluation
        .variable(name)
        .orElseThrow(
            () ->
                new SchemaMistake(
                    "The environment variable `"
                        + name
                        + "` is not set; set it, or give a default: env('"
                        + name
                        + "', '…')"));
  }

  /** The value of an environment variable, or another text where it is not set. */
  public String env(String name, String otherwise) {
    return evaluation.variable(name).orElse(otherwise);
  }

  /** An SQL expression as a value. */
  public SqlWord sql(String expression) {
    SqlWord word = new SqlWord(evaluation, expression);
    evaluation.loosely(
        word, "sql('…') is a value here, and no word takes it", Optional.of(placeOfSql()));
    return word;
  }

  /** Where SQL that is no value stands. */
  String placeOfSql() {
    return "An operation stands directly in up { … }.";
  }

  /** Bytes as a value, two hexadecimal digits each: {@code bytes('00ff')}. */
  public Value bytes(String hex) {
    if (!hex.matches("([0-9a-fA-F]{2})*")) {
      throw new SchemaMistake(
          "`" + hex + "` is not hexadecimal: each byte has two digits, as in bytes('00ff')");
    }
    return new Value.Binary(hex);
  }

  // --- Keys of indexes ---------------------------------------------------------------------------

  /** A column in descending order. */
  public KeyOrder desc(String column) {
    return new KeyOrder(evaluation, IndexKey.column(column).descend());
  }

  /** A column in ascending order, for more words to follow. */
  public KeyOrder asc(String column) {
    return new KeyOrder(evaluation, IndexKey.column(column));
  }

  /** An expression as the key of an index. */
  public KeyOrder expression(String sql) {
    return new KeyOrder(evaluation, IndexKey.expression(sql));
  }

  // --- Types -------------------------------------------------------------------------------------

  private <T extends ColumnType> T type(T type) {
    evaluation.loosely(
        type,
        "A type without a column's name declares no column",
        Optional.of("Give the name first: text('name')."));
    return type;
  }

  /** Two-byte integer. */
  public ColumnType smallint() {
    return type(new ColumnType.SmallInt());
  }

  /** Four-byte integer. */
  public ColumnType integer() {
    return type(new ColumnType.Int());
  }

  /** Eight-byte integer. */
  public ColumnType bigint() {
    return type(new ColumnType.BigInt());
  }

  /** Exact number, as wide as the product allows. */
  public ColumnType decimal() {
    return type(new ColumnType.Decimal(Optional.empty(), Optional.empty()));
  }

  /** Exact number of that many digits. */
  public ColumnType decimal(int precision) {
    return type(new ColumnType.Decimal(Optional.of(precision), Optional.empty()));
  }

  /** Exact number with digits after the point. */
  public ColumnType decimal(int precision, int scale) {
    return type(new ColumnType.Decimal(Optional.of(precision), Optional.of(scale)));
  }

  /** Four-byte floating point number. */
  public ColumnType real() {
    return type(new ColumnType.Real());
  }

  /** Eight-byte floating point number; {@code double} for short, which some editors mark. */
  @AlsoCalled("double")
  public ColumnType doublePrecision() {
    return type(new ColumnType.DoublePrecision());
  }

  /** True or false. */
  public ColumnType bool() {
    return type(new ColumnType.Bool());
  }

  /** Text of fixed length; {@code char} for short, which some editors mark. */
  @AlsoCalled("char")
  public ColumnType character(int length) {
    return type(new ColumnType.Char(length));
  }

  /** Text without a limit, where the product allows that. */
  public ColumnType varchar() {
    return type(new ColumnType.VarChar(Optional.empty()));
  }

  /** Text of limited length. */
  public ColumnType varchar(int length) {
    return type(new ColumnType.VarChar(Optional.of(length)));
  }

  /** Text of any length. */
  public ColumnType text() {
    return type(new ColumnType.Text());
  }

  /** Bytes of any length. */
  public ColumnType binary() {
    return type(new ColumnType.Binary());
  }

  /** A calendar day. */
  public ColumnType date() {
    return type(new ColumnType.Date());
  }

  /** A time of day. */
  public ColumnType time() {
    return type(new ColumnType.Time(Optional.empty()));
  }

  /** A time of day with that many digits of the second. */
  public ColumnType time(int precision) {
    return type(new ColumnType.Time(Optional.of(precision)));
  }

  /** A day and time without a zone. */
  public ColumnType timestamp() {
    return type(new ColumnType.Timestamp(Optional.empty()));
  }

  /** A day and time without a zone, with that many digits of the second. */
  public ColumnType timestamp(int precision) {
    return type(new ColumnType.Timestamp(Optional.of(precision)));
  }

  /** A point in time. */
  public ColumnType timestamptz() {
    return type(new ColumnType.TimestampTz(Optional.empty()));
  }

  /** A point in time with that many digits of the second. */
  public ColumnType timestamptz(int precision) {
    return type(new ColumnType.TimestampTz(Optional.of(precision)));
  }

  /** A span of time. */
  public ColumnType interval() {
    return type(new ColumnType.Interval());
  }

  /** A universally unique identifier. */
  public ColumnType uuid() {
    return type(new ColumnType.Uuid());
  }

  /** A JSON document, in the product's indexable form. */
  public ColumnType json() {
    return type(new ColumnType.Json());
  }

  /** One of an enum's values; {@code enum} for short, which some editors mark. */
  @AlsoCalled("enum")
  public ColumnType enumerated(@NameOf(NameKind.ENUM) String enumName) {
    return type(new ColumnType.OfEnum(ObjectName.parse(enumName)));
  }

  /** A list of values of a type. */
  public ColumnType array(ColumnType of) {
    return type(new ColumnType.ArrayOf(of));
  }

  /** A product's own type, verbatim; {@code native} for short, which some editors mark. */
  @AlsoCalled("native")
  public ColumnType nativeType(String sql) {
    return type(new ColumnType.Native(sql));
  }
}
