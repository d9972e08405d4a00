package dev.garganey.shell.report;

import dev.garganey.RunReport;
import dev.garganey.plan.Direction;
import dev.garganey.shell.report.Columns.Cell;

/** RunText says what an apply, rollback or redo did. */
public final class RunText {
  private final RunReport report;
  private final String nothing;

  /**
   * A report.
   *
   * @param nothing what to say when nothing was done
   */
  public RunText(RunReport report, String nothing) {
    this.report = report;
    this.nothing = nothing;
  }

  public void write(Page page) {
    report.notices().forEach(n -> page.line(page.styled(Style.YELLOW, "note: " + n)));
    report.byOthers().forEach(id -> page.line("· " + id + " was applied by another process"));
    Columns columns = new Columns();
    for (RunReport.Done done : report.done()) {
      boolean up = done.direction() == Direction.UP;
      columns.row(
          Cell.of(up ? "✓ applied" : "✓ undone", up ? Style.GREEN : Style.YELLOW),
          Cell.of(done.id(), Style.BOLD),
          Cell.of(PlanReport.count(done.statements(), "statement")),
          Cell.of(Elapsed.text(done.millis()), Style.DIM));
    }
    columns.write(page);
    if (report.done().isEmpty()) {
      page.line(nothing + " on " + report.database() + ".");
    } else {
      page.line(
          PlanReport.count(report.done().size(), "migration")
              + " on "
              + report.database()
              + " in "
              + Elapsed.text(report.millis())
              + ".");
    }
  }

  /**
   * Fields: database, done with id, direction, statements and millis, byOthers, notices, millis.
   */
  public Object json() {
    return Values.of(
        "database", report.database(),
        "done",
            report.done().stream()
                .map(
                    d ->
                        Values.of(
                            "id", d.id(),
                            "direction", d.direction().name().toLowerCase(java.util.Locale.ROOT),
                            "statements", d.statements(),
                            "millis", d.millis()))
                .toList(),
        "byOthers", report.byOthers(),
        "notices", report.notices(),
        "millis", report.millis());
  }
}
