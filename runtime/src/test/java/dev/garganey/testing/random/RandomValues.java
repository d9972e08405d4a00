package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RandomValues draws types, and knows the values in them. */
final class RandomValues {
  private final Draw draw;

  RandomValues(Draw draw) {
    this.draw = draw;
  }

  ColumnType type() {
    return switch (draw.upTo(14)) {
      case 0, 1 -> new ColumnType.Int();
      case 2, 3 -> new ColumnType.BigInt();
      case 4, 5 -> new ColumnType.Text();
      case 6 -> new ColumnType.VarChar(Optional.of(30));
      case 7 -> new ColumnType.Decimal(Optional.of(12), Optional.of(2));
      case 8 -> new ColumnType.Date();
      case 9 -> new ColumnType.Binary();
      case 10 -> new ColumnType.Uuid();
      case 11 -> new ColumnType.Timestamp(Optional.empty());
      case 12 -> new ColumnType.DoublePrecision();
      default -> new ColumnType.Bool();
    };
  }

  /** The {@code n}th value of a type; no other number has the same, but for truth and enums. */
  Value value(ColumnType type, int number) {
    if (type instanceof ColumnType.Text || type instanceof ColumnType.VarChar) {
      return Value.of("it's " + number);
    }
    if (type instanceof ColumnType.Decimal) {
      return Value.of(new BigDecimal(number + ".25"));
    }
    if (type instanceof ColumnType.DoublePrecision) {
      return Value.of(new BigDecimal(number + ".5"));
    }
    if (type instanceof ColumnType.Date) {
      return Value.of(LocalDate.of(2024, 2, 1).plusDays(number));
    }
    if (type instanceof ColumnType.Timestamp) {
      return Value.of(LocalDate.of(2024, 2, 1).plusDays(number) + " 10:20:30");
    }
    if (type instanceof ColumnType.Uuid) {
      return Value.of(String.format("00000000-0000-4000-8000-%012d", number));
    }
    if (type instanceof ColumnType.Bool) {
      return Value.of(number > 1);
    }
    if (type instanceof ColumnType.Binary) {
      return new Value.Binary(String.format("%06x", number));
    }
    if (type instanceof ColumnType.OfEnum e) {
      List<String> values = draw.schema.enumType(e.name()).values();
      return Value.of(values.get(number % values.size()));
    }
    return Value.of(number);
  }

  /** A default of any kind: a literal, NULL, or an expression. */
  Value defaultOf(ColumnType type) {
    if (draw.once(6)) {
      return new Value.Null();
    }
    return draw.once(4) ? computed(type) : value(type, 4 + draw.upTo(3));
  }

  /** An expression of that type that always yields the same. */
  private Value computed(ColumnType type) {
    if (Draw.isInteger(type)) {
      return new Value.Expression("abs(-7)");
    }
    return type instanceof ColumnType.Text || type instanceof ColumnType.VarChar
        ? new Value.Expression("lower('It''S')")
        : value(type, 8);
  }

  /** The row of that number. */
  Map<String, Value> row(Table table, int number) {
    Map<String, Value> row = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (!Draw.isComputed(column)) {
        row.put(column.name(), value(column.type(), number));
      }
    }
    return row;
  }

  /** A type that holds all values of another. */
  static Optional<ColumnType> wider(ColumnType type) {
    if (type instanceof ColumnType.Int) {
      return Optional.of(new ColumnType.BigInt());
    }
    if (type instanceof ColumnType.VarChar) {
      return Optional.of(new ColumnType.Text());
    }
    if (type instanceof ColumnType.Text) {
      return Optional.of(new ColumnType.VarChar(Optional.of(60)));
    }
    if (type instanceof ColumnType.Decimal) {
      return Optional.of(new ColumnType.Decimal(Optional.of(14), Optional.of(2)));
    }
    return Optional.empty();
  }
}
