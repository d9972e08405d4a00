package dev.garganey.shell.diagram;

import dev.garganey.explore.Reference;
import dev.garganey.shell.report.Values;
import java.util.ArrayList;
import java.util.List;

/** ChartJson is a chart as values for JSON. */
public final class ChartJson {
  private final Chart chart;

  public ChartJson(Chart chart) {
    this.chart = chart;
  }

  /** Fields: tables with name and columns; references with from, columns, to, name. */
  public Object json() {
    List<Object> references = new ArrayList<>();
    for (var table : chart.tables()) {
      for (var key : table.foreignKeys()) {
        references.add(reference(new Reference(table.name(), key)));
      }
    }
    return Values.of(
        "tables", chart.cards().stream().map(ChartJson::json).toList(), "references", references);
  }

  private static Object json(Card card) {
    return Values.of(
        "name",
        card.table().toString(),
        "columns",
        card.fields().stream()
            .map(f -> Values.of("name", f.column(), "key", f.key(), "refers", f.refers()))
            .toList());
  }

  private static Object reference(Reference reference) {
    return Values.of(
        "from", reference.from().toString(),
        "columns", reference.key().columns(),
        "to", reference.key().references().toString(),
        "name", reference.key().name());
  }
}
