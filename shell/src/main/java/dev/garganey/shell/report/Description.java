package dev.garganey.shell.report;

import dev.garganey.explore.Exploration;
import dev.garganey.explore.Life;
import dev.garganey.explore.Partitions;
import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Description tells of one table or view: what it has, who refers to it, where it comes from. */
public final class Description {
  private final Exploration exploration;
  private final ObjectName name;
  private final Optional<Table> table;
  private final Optional<View> view;
  private final Optional<Life> life;

  /**
   * The description of a table or view that is there.
   *
   * @param exploration with all aspects
   */
  public Description(Exploration exploration, ObjectName name) {
    this.exploration = exploration;
    this.name = name;
    this.table = exploration.schema().findTable(name);
    this.view = exploration.schema().findView(name);
    this.life = exploration.lives().of(name);
  }

  public void write(Page page) {
    List<String> head = new ArrayList<>();
    head.add(page.styled(Style.BOLD, Visible.line(name.toString())));
    head.add(kind());
    head.add(Amount.counted(exploration.extent(name)));
    head.add(Amount.size(exploration.extent(name)));
    head.removeIf(String::isEmpty);
    page.line(String.join("  ", head));
    comment()
        .ifPresent(
            c -> Visible.lines("“" + c + "”").lines().forEach(l -> page.wrapped(0, Phrase.of(l))));
    section(page, "Columns", columns());
    table.ifPresent(t -> new TableParts(t, exploration.schema()).write(page));
    view.ifPresent(v -> ViewParts.write(v, page));
    Partitions partitions = Partitions.of(exploration.schema());
    partitions
        .parentOf(name)
        .ifPresent(
            p ->
                page.wrapped(
                    0, Phrase.of("It is a partition of " + p + ", whose columns it has.")));
    List<ObjectName> parts = partitions.of(name);
    if (!parts.isEmpty()) {
      page.line(page.styled(Style.CYAN, "Partitions"));
      String last = parts.size() > 1 ? " … " + parts.get(parts.size() - 1) : "";
      page.line("  " + parts.size() + ": " + parts.get(0) + last);
    }
    section(page, "Migrations", migrations());
    notices().forEach(n -> page.wrapped(0, Phrase.of("Note: " + n, Style.YELLOW)));
  }

  private List<String> notices() {
    List<String> notices = new ArrayList<>();
    Optional.ofNullable(exploration.views().broken().get(name))
        .ifPresent(why -> notices.add("the view is broken: " + Visible.line(why)));
    notices.addAll(exploration.notices());
    return notices;
  }

  private String kind() {
    return view.map(v -> v.materialized() ? "materialized view" : "view").orElse("table");
  }

  private Optional<String> comment() {
    return table.flatMap(Table::comment).or(() -> view.flatMap(View::comment));
  }

  static void section(Page page, String title, Columns columns) {
    if (!columns.isEmpty()) {
      page.line(page.styled(Style.CYAN, title));
      columns.wrapped(page);
    }
  }

  private Columns columns() {
    Columns columns = new Columns();
    table.ifPresent(t -> t.columns().forEach(c -> columns.row(row(t, c))));
    if (view.isPresent()) {
      exploration
          .columnsOf(name)
          .forEach(
              c ->
                  columns.row(
                      Cell.of("  " + Visible.line(c.name()), Style.BOLD), Cell.of(c.type())));
    }
    return columns;
  }

  private Cell[] row(Table of, Column column) {
    boolean key = of.primaryKey().filter(k -> k.columns().contains(column.name())).isPresent();
    return new Cell[] {
      Cell.of("  " + Visible.line(column.name()), Style.BOLD),
      Cell.of(ColumnWords.type(column)),
      Cell.of(column.nullable() ? "" : "not null"),
      Cell.of(((key ? "key  " : "") + ColumnWords.value(column)).strip()),
      Cell.of(origin(column), Style.DIM),
      Cell.of(column.comment().map(c -> "“" + Visible.line(c) + "”").orElse(""), Style.DIM)
    };
  }

  /** The migration that made a column, and the one that changed it last. */
  private String origin(Column column) {
    Optional<Life> found = exploration.lives().column(name, column.name());
    List<String> ids = new ArrayList<>();
    found.flatMap(Life::first).ifPresent(e -> ids.add(e.migration()));
    found
        .flatMap(Life::last)
        .filter(e -> !ids.contains(e.migration()))
        .ifPresent(e -> ids.add(e.migration()));
    return String.join(", ", ids);
  }

  private Columns migrations() {
    Columns columns = new Columns();
    life.ifPresent(l -> LifeReport.events(l.events()).forEach(columns::row));
    return columns;
  }

  /** Fields: what the text tells, under the names that schemas have for it. */
  public Object json() {
    Map<String, Object> fields =
        Values.of(
            "name", name.name(),
            "schema", name.schema(),
            "kind", kind(),
            "comment", comment(),
            "rows", Values.optional(exploration.extent(name).rows()),
            "counted", exploration.extent(name).exact(),
            "bytes", Values.optional(exploration.extent(name).bytes()));
    fields.put("columns", jsonColumns());
    table.ifPresent(t -> fields.putAll(new TableParts(t, exploration.schema()).json()));
    view.ifPresent(v -> fields.putAll(ViewParts.json(v)));
    fields.put("migrations", life.map(l -> LifeReport.json(l.events())).orElse(List.of()));
    fields.put("notices", notices());
    return fields;
  }

  private List<Object> jsonColumns() {
    List<Object> columns = new ArrayList<>();
    table.ifPresent(t -> t.columns().forEach(c -> columns.add(json(c))));
    if (view.isPresent()) {
      exploration
          .columnsOf(name)
          .forEach(c -> columns.add(Values.of("name", c.name(), "type", c.type())));
    }
    return columns;
  }

  private Object json(Column column) {
    Optional<Life> found = exploration.lives().column(name, column.name());
    Map<String, Object> fields = ColumnWords.json(column);
    found.flatMap(Life::first).ifPresent(e -> fields.put("createdBy", e.migration()));
    found.flatMap(Life::last).ifPresent(e -> fields.put("changedBy", e.migration()));
    return fields;
  }
}
