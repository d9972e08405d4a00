package dev.garganey.shell.interactive;

import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.result.RowWriter;
import dev.garganey.shell.result.RowWriters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ScriptValue shows what an expression of Groovy is: rows as rows, all else as text. */
final class ScriptValue {
  private ScriptValue() {}

  static void show(Object value, Screen screen, View view) {
    if (value instanceof Collection<?> several && isRows(several)) {
      rows(several, screen, view);
    } else {
      new Page(screen.out(), screen.colours()).line(String.valueOf(value));
    }
    screen.out().flush();
  }

  private static boolean isRows(Collection<?> values) {
    return !values.isEmpty()
        && values.stream().allMatch(v -> v instanceof Map<?, ?> m && !m.isEmpty());
  }

  private static void rows(Collection<?> values, Screen screen, View view) {
    Set<String> names = new LinkedHashSet<>();
    values.forEach(v -> ((Map<?, ?>) v).keySet().forEach(k -> names.add(String.valueOf(k))));
    List<Heading> headings = names.stream().map(n -> new Heading(n, "", Cell.Kind.TEXT)).toList();
    OptionalInt width =
        screen.terminal() && view.widthDecides()
            ? OptionalInt.of(screen.width())
            : OptionalInt.empty();
    RowWriter writer =
        RowWriters.of(view.format(), screen.out(), screen.colours(), screen.terminal(), width);
    writer.begin(headings);
    for (Object value : values) {
      List<Cell> cells = new ArrayList<>();
      for (String name : names) {
        cells.add(cell(((Map<?, ?>) value).get(name)));
      }
      writer.row(cells);
    }
    writer.end();
  }

  private static Cell cell(@Nullable Object value) {
    if (value == null) {
      return Cell.NULL;
    }
    Cell.Kind kind =
        value instanceof Number
            ? Cell.Kind.NUMBER
            : value instanceof Boolean ? Cell.Kind.TRUTH : Cell.Kind.TEXT;
    return new Cell(kind, String.valueOf(value));
  }
}
