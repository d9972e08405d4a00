package dev.garganey.shell.result;

import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import dev.garganey.explore.ResultRows;
import dev.garganey.shell.report.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** RowsReport is a small table of values, all of which are there. */
public final class RowsReport {
  private final ResultRows rows;

  public RowsReport(ResultRows rows) {
    this.rows = rows;
  }

  /** Writes it as a table for eyes. */
  public void write(Page page) {
    RowWriter writer = new TableRowWriter(page, true, OptionalInt.empty());
    writer.begin(headings());
    rows.rows().forEach(row -> writer.row(row.stream().map(RowsReport::cell).toList()));
    writer.end();
  }

  private List<Heading> headings() {
    List<Heading> headings = new ArrayList<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      ResultRows.Heading column = rows.columns().get(i);
      int at = i;
      boolean numbers =
          !rows.rows().isEmpty()
              && rows.rows().stream()
                  .flatMap(row -> row.get(at).stream())
                  .allMatch(Number.class::isInstance);
      headings.add(
          new Heading(column.name(), column.type().toLowerCase(Locale.ROOT), numbers ? Cell.Kind.NUMBER : Cell.Kind.TEXT));
    }
    return headings;
  }

  private static Cell cell(Optional<Object> value) {
    return value
        .map(v -> new Cell(v instanceof Number ? Cell.Kind.NUMBER : Cell.Kind.TEXT, v.toString()))
        .orElse(Cell.NULL);
  }

  /** An array of objects, a row each. */
  public Object json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (List<Optional<Object>> row : rows.rows()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        fields.put(rows.columns().get(i).name(), row.get(i).orElse(null));
      }
      all.add(fields);
    }
    return all;
  }
}
