package dev.garganey.script;

import dev.garganey.model.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TypeText writes a column type: as a value, or as the word that makes a column of it. */
final class TypeText {
  private TypeText() {}

  /** The type as a value: {@code decimal(12, 2)}. */
  static String value(ColumnType type) {
    return word(type) + "(" + String.join(", ", arguments(type)) + ")";
  }

  /** A column of the type: {@code decimal('balance', 12, 2)}. */
  static String column(String name, ColumnType type) {
    List<String> all = new ArrayList<>(List.of(Literals.text(name)));
    all.addAll(arguments(type));
    return word(type) + "(" + String.join(", ", all) + ")";
  }

  private static String word(ColumnType type) {
    if (type instanceof ColumnType.SmallInt) {
      return "smallint";
    } else if (type instanceof ColumnType.Int) {
      return "integer";
    } else if (type instanceof ColumnType.BigInt) {
      return "bigint";
    } else if (type instanceof ColumnType.Decimal) {
      return "decimal";
    } else if (type instanceof ColumnType.Real) {
      return "real";
    } else if (type instanceof ColumnType.DoublePrecision) {
      return "doublePrecision";
    } else if (type instanceof ColumnType.Bool) {
      return "bool";
    } else if (type instanceof ColumnType.Char) {
      return "character";
    } else if (type instanceof ColumnType.VarChar) {
      return "varchar";
    } else if (type instanceof ColumnType.Text) {
      return "text";
    } else if (type instanceof ColumnType.Binary) {
      return "binary";
    } else if (type instanceof ColumnType.Date) {
      return "date";
    } else if (type instanceof ColumnType.Time) {
      return "time";
    } else if (type instanceof ColumnType.Timestamp) {
      return "timestamp";
    } else if (type instanceof ColumnType.TimestampTz) {
      return "timestamptz";
    } else if (type instanceof ColumnType.Interval) {
      return "interval";
    } else if (type instanceof ColumnType.Uuid) {
      return "uuid";
    } else if (type instanceof ColumnType.Json) {
      return "json";
    } else if (type instanceof ColumnType.OfEnum) {
      return "enumerated";
    } else if (type instanceof ColumnType.ArrayOf) {
      return "array";
    } else if (type instanceof ColumnType.Native) {
      return "nativeType";
    }
    throw new IllegalStateException("No word is known for the type " + type);
  }

  private static List<String> arguments(ColumnType type) {
    if (type instanceof ColumnType.Decimal decimal) {
      return numbers(decimal.precision(), decimal.scale());
    } else if (type instanceof ColumnType.Char fixed) {
      return List.of(String.valueOf(fixed.length()));
    } else if (type instanceof ColumnType.VarChar varchar) {
      return numbers(varchar.length(), Optional.empty());
    } else if (type instanceof ColumnType.Time time) {
      return numbers(time.precision(), Optional.empty());
    } else if (type instanceof ColumnType.Timestamp timestamp) {
      return numbers(timestamp.precision(), Optional.empty());
    } else if (type instanceof ColumnType.TimestampTz timestamp) {
      return numbers(timestamp.precision(), Optional.empty());
    } else if (type instanceof ColumnType.OfEnum named) {
      return List.of(Literals.name(named.name()));
    } else if (type instanceof ColumnType.ArrayOf array) {
      return List.of(value(array.element()));
    } else if (type instanceof ColumnType.Native own) {
      return List.of(Literals.text(own.sql()));
    }
    return List.of();
  }

  private static List<String> numbers(Optional<Integer> first, Optional<Integer> second) {
    List<String> numbers = new ArrayList<>();
    first.ifPresent(number -> numbers.add(number.toString()));
    second.ifPresent(number -> numbers.add(number.toString()));
    return numbers;
  }
}
