package dev.garganey.shell.report;

import dev.garganey.model.View;
import dev.garganey.script.ColumnRenderer;
import dev.garganey.shell.report.Columns.Cell;
import java.util.Map;

/** ViewParts tells what a view has besides its columns. */
final class ViewParts {
  private ViewParts() {}

  static void write(View view, Page page) {
    page.line(page.styled(Style.CYAN, "Query"));
    Visible.lines(view.definition()).lines().forEach(l -> page.wrapped(2, Phrase.of(l)));
    Columns indexes = new Columns();
    view.indexes()
        .forEach(
            i ->
                indexes.row(
                    Cell.of("  " + Visible.line(i.name())),
                    Cell.of(Visible.line(ColumnRenderer.index(view.name(), i)), Style.DIM)));
    Description.section(page, "Indexes", indexes);
    Columns triggers = new Columns();
    view.triggers()
        .forEach(
            t ->
                triggers.row(
                    Cell.of("  " + Visible.line(t.name())),
                    Cell.of(TableParts.brief(t.definition()), Style.DIM)));
    Description.section(page, "Triggers", triggers);
  }

  static Map<String, Object> json(View view) {
    return Values.of(
        "query", view.definition(),
        "indexes", view.indexes().stream().map(i -> TableParts.json(view.name(), i)).toList(),
        "triggers",
            view.triggers().stream()
                .map(t -> Values.of("name", t.name(), "definition", t.definition()))
                .toList(),
        "options", view.options());
  }
}
