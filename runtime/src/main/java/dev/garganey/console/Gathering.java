package dev.garganey.console;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathering collects rows as values by the names of their columns. */
final class Gathering implements RowSink {
  private final List<Map<String, @Nullable Object>> rows;
  private List<Heading> headings = List.of();

  Gathering(List<Map<String, @Nullable Object>> rows) {
    this.rows = rows;
  }

  @Override
  public void begin(List<Heading> columns) {
    headings = columns;
  }

  @Override
  public boolean row(List<Cell> cells) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(headings.get(i).name(), value(cells.get(i)));
    }
    rows.add(row);
    return true;
  }

  private static @Nullable Object value(Cell cell) {
    return switch (cell.kind()) {
      case NULL -> null;
      case TRUTH -> Boolean.valueOf(cell.text());
      case NUMBER -> number(cell.text());
      case BINARY, TEXT -> cell.text();
    };
  }

  /** A whole number as Groovy has them; what no number of Java is, an infinite one say, as text. */
  private static Object number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (text.chars().allMatch(c -> Character.isDigit(c) || c == '-')) {
        return number.precision() < 10 ? (Object) number.intValueExact() : whole(number);
      }
      return number;
    } catch (NumberFormatException other) {
      return text;
    }
  }

  private static Object whole(BigDecimal number) {
    return number.precision() < 19 ? (Object) number.longValueExact() : number.toBigIntegerExact();
  }
}
