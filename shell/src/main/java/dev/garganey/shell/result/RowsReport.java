package dev.garganey.shell.result;

import dev.garganey.console.Cell;
import dev.garganey.console.ResultRows;
import dev.garganey.shell.report.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** RowsReport is a small result as text and as values. */
public final class RowsReport {
  private final ResultRows rows;

  public RowsReport(ResultRows rows) {
    this.rows = rows;
  }

  /** Writes it as a table for eyes. */
  public void write(Page page) {
    RowWriter writer = new TableRowWriter(page, true, OptionalInt.empty());
    writer.begin(rows.headings());
    rows.rows().forEach(writer::row);
    writer.end();
  }

  /** An array of objects, a row each. */
  public Object json() {
    List<String> names = JsonRowWriter.distinct(rows.headings());
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (List<Cell> row : rows.rows()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        fields.put(names.get(i), value(row.get(i)));
      }
      all.add(fields);
    }
    return all;
  }

  private static @Nullable Object value(Cell cell) {
    return switch (cell.kind()) {
      case NULL -> null;
      case TRUTH -> cell.text().equals("true");
      case NUMBER ->
          JsonRowWriter.isNumber(cell.text()) ? new BigDecimal(cell.text()) : cell.text();
      case BINARY, TEXT -> cell.text();
    };
  }
}
