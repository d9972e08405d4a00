package dev.garganey.shell.report;

import dev.garganey.explore.Deed;
import dev.garganey.explore.Event;
import dev.garganey.explore.Life;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** LifeReport tells what migrations did to a table, view or column. */
public final class LifeReport {
  private static final int LONGEST = 100;

  private final String name;
  private final boolean ofColumn;
  private final List<Life> lives;
  private final List<String> notices;

  /**
   * The report on lives of one name.
   *
   * @param name as it was asked for
   * @param ofColumn whether it is a column's
   * @param lives the one that has the name first, then earlier ones
   */
  public LifeReport(String name, boolean ofColumn, List<Life> lives, List<String> notices) {
    this.name = name;
    this.ofColumn = ofColumn;
    this.lives = List.copyOf(lives);
    this.notices = List.copyOf(notices);
  }

  public void write(Page page) {
    for (Life life : lives) {
      page.line(page.styled(Style.BOLD, Visible.line(life.name())) + title(life));
      Columns columns = new Columns();
      events(life.events(), ofColumn).forEach(columns::row);
      columns.write(page);
    }
    notices.forEach(n -> page.line(page.styled(Style.YELLOW, "Note: " + n)));
  }

  private static String title(Life life) {
    String former =
        life.formerNames().isEmpty()
            ? ""
            : "  once " + Visible.line(String.join(", ", life.formerNames()));
    return former + (life.dropped() ? "  (gone)" : "");
  }

  /** A row for each event; what one migration did stands below its name. */
  static List<Cell[]> events(List<Event> events) {
    return events(events, false);
  }

  private static List<Cell[]> events(List<Event> events, boolean ofColumn) {
    List<Cell[]> rows = new ArrayList<>();
    String last = "";
    for (Event event : events) {
      boolean again = event.migration().equals(last);
      last = event.migration();
      rows.add(
          new Cell[] {
            Cell.of(again ? "" : "  " + event.migration()),
            Cell.of(again ? "" : event.appliedAt().orElse("pending"), Style.DIM),
            Cell.of(text(event, ofColumn), style(event.kind()))
          });
    }
    return rows;
  }

  private static String text(Event event, boolean ofColumn) {
    String subject = event.column().filter(c -> !ofColumn).map(c -> "column " + c + " ").orElse("");
    return Width.cut(Visible.line(subject + event.text()), LONGEST);
  }

  private static Style[] style(Deed.Kind kind) {
    return switch (kind) {
      case CREATED, ADDED -> new Style[] {Style.GREEN};
      case CHANGED -> new Style[] {};
      case RENAMED -> new Style[] {Style.CYAN};
      case DROPPED -> new Style[] {Style.RED};
      case MENTIONED -> new Style[] {Style.YELLOW};
    };
  }

  /** Fields: name, lives with name, formerNames, dropped, events; notices. */
  public Object json() {
    return Values.of(
        "name", name,
        "lives",
            lives.stream()
                .map(
                    l ->
                        Values.of(
                            "name", l.name(),
                            "formerNames", l.formerNames(),
                            "dropped", l.dropped(),
                            "events", json(l.events())))
                .toList(),
        "notices", notices);
  }

  static List<Object> json(List<Event> events) {
    List<Object> all = new ArrayList<>();
    for (Event e : events) {
      all.add(
          Values.of(
              "kind", e.kind().name().toLowerCase(Locale.ROOT),
              "migration", e.migration(),
              "appliedAt", e.appliedAt(),
              "pending", e.isPending(),
              "at", e.at().toString(),
              "column", e.column(),
              "text", e.text()));
    }
    return all;
  }
}
