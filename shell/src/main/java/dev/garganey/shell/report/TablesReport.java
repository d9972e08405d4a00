package dev.garganey.shell.report;

import dev.garganey.explore.Exploration;
import dev.garganey.explore.Extent;
import dev.garganey.explore.NamePattern;
import dev.garganey.explore.Partitions;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TablesReport lists tables and views. */
public final class TablesReport {
  private static final int COMMENT = 50;

  private record Line(
      String kind,
      ObjectName name,
      Optional<Integer> columns,
      Extent extent,
      Optional<String> comment,
      int partitions) {}

  private final Exploration exploration;
  private final List<Line> lines = new ArrayList<>();

  /**
   * The report on a database.
   *
   * @param pattern which names are listed; without one all but those of partitions
   */
  public TablesReport(Exploration exploration, Optional<NamePattern> pattern) {
    this.exploration = exploration;
    Partitions partitions = Partitions.of(exploration.schema());
    for (Table table : exploration.schema().tables()) {
      boolean part = partitions.isPartition(table.name());
      if (pattern.isPresent() ? pattern.get().matches(table.name()) : !part) {
        lines.add(line(table, part, partitions));
      }
    }
    for (View view : exploration.schema().views()) {
      if (pattern.filter(p -> !p.matches(view.name())).isEmpty()) {
        lines.add(line(view));
      }
    }
  }

  private Line line(Table table, boolean partition, Partitions partitions) {
    Optional<Integer> own =
        table.columns().isEmpty() && table.takesColumns()
            ? Optional.empty()
            : Optional.of(table.columns().size());
    String kind =
        partition
            ? "partition"
            : table.options().containsKey("virtual") ? "virtual table" : "table";
    return new Line(
        kind,
        table.name(),
        own,
        exploration.extent(table.name()),
        table.comment(),
        partitions.of(table.name()).size());
  }

  private Line line(View view) {
    return new Line(
        view.materialized() ? "materialized view" : "view",
        view.name(),
        Optional.ofNullable(exploration.views().columns().get(view.name())).map(List::size),
        exploration.extent(view.name()),
        Optional.ofNullable(exploration.views().broken().get(view.name()))
            .map(why -> "broken: " + why)
            .or(view::comment),
        0);
  }

  public void write(Page page) {
    page.line(
        page.styled(Style.DIM, exploration.product().title() + "  " + exploration.database()));
    if (lines.isEmpty()) {
      page.line("No such table or view.");
      return;
    }
    Columns columns = new Columns();
    columns.row(
        Cell.of("name", Style.DIM),
        Cell.of("kind", Style.DIM),
        Cell.right("columns", Style.DIM),
        Cell.right("rows", Style.DIM),
        Cell.right("size", Style.DIM),
        Cell.of(lines.stream().anyMatch(l -> !remark(l).isEmpty()) ? "comment" : "", Style.DIM));
    for (Line line : lines) {
      columns.row(
          Cell.of(Visible.line(line.name().toString()), Style.BOLD),
          Cell.of(line.kind()),
          Cell.right(line.columns().map(String::valueOf).orElse("")),
          Cell.right(Amount.rows(line.extent())),
          Cell.right(Amount.size(line.extent())),
          Cell.of(Width.cut(remark(line), COMMENT), Style.DIM));
    }
    columns.write(page);
    long tables = lines.stream().filter(l -> !l.kind().endsWith("view")).count();
    page.line(
        PlanReport.count((int) tables, "table")
            + ", "
            + PlanReport.count(lines.size() - (int) tables, "view"));
  }

  private static String remark(Line line) {
    String parts =
        line.partitions() == 0 ? "" : "(" + PlanReport.count(line.partitions(), "partition") + ")";
    return Visible.line((parts + " " + line.comment().orElse("")).strip());
  }

  /** Fields: database, product, tables with name, schema, kind, columns, rows, bytes, comment. */
  public Object json() {
    return Values.of(
        "database", exploration.database(),
        "product", exploration.product().title(),
        "tables", lines.stream().map(TablesReport::json).toList());
  }

  private static Object json(Line line) {
    return Values.of(
        "name", line.name().name(),
        "schema", line.name().schema(),
        "kind", line.kind(),
        "columns", line.columns(),
        "rows", Values.optional(line.extent().rows()),
        "counted", line.extent().exact(),
        "bytes", Values.optional(line.extent().bytes()),
        "partitions", Optional.of(line.partitions()).filter(n -> n > 0),
        "comment", line.comment());
  }
}
