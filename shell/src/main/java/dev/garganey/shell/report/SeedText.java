package dev.garganey.shell.report;

import dev.garganey.SeedReport;
import dev.garganey.seed.TableRows;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.List;

/** SeedText says what became of the rows that seeds list. */
public final class SeedText {
  private final SeedReport report;
  private final boolean done;

  /**
   * A report.
   *
   * @param done whether it was done; else it would be
   */
  public SeedText(SeedReport report, boolean done) {
    this.report = report;
    this.done = done;
  }

  public void write(Page page) {
    Columns columns = new Columns();
    for (TableRows table : report.tables()) {
      boolean same = isSame(table);
      columns.row(
          Cell.of(same ? "· as listed" : done ? "✓ seeded" : "→ to seed", style(same)),
          Cell.of(table.table().toString(), Style.BOLD),
          Cell.of(counts(table)));
    }
    columns.write(page);
    for (TableRows table : report.tables()) {
      if (table.unlisted() > 0) {
        page.line(
            page.styled(
                Style.YELLOW,
                "note: "
                    + rows(table.unlisted())
                    + " of "
                    + table.table()
                    + " no seed lists, and they stay; --exactly deletes them"));
      }
    }
    page.line(last());
  }

  private static Style style(boolean same) {
    return same ? Style.DIM : Style.GREEN;
  }

  private static boolean isSame(TableRows table) {
    return table.inserted() + table.updated() + table.deleted() == 0;
  }

  private static String counts(TableRows table) {
    List<String> counts = new ArrayList<>();
    add(counts, table.inserted(), "inserted");
    add(counts, table.updated(), "updated");
    add(counts, table.deleted(), "deleted");
    add(counts, table.unchanged(), "unchanged");
    return String.join(", ", counts);
  }

  private static void add(List<String> counts, long count, String what) {
    if (count > 0) {
      counts.add(count + " " + what);
    }
  }

  private static String rows(long count) {
    return PlanReport.count(Math.toIntExact(count), "row");
  }

  private String last() {
    long changed =
        report.tables().stream().mapToLong(t -> t.inserted() + t.updated() + t.deleted()).sum();
    if (changed == 0) {
      return "Nothing to seed on " + report.database() + ".";
    }
    return done
        ? rows(changed) + " on " + report.database() + " in " + Elapsed.text(report.millis()) + "."
        : rows(changed) + " on " + report.database() + ".";
  }

  /**
   * Fields: database, tables with table, inserted, updated, unchanged, deleted and unlisted,
   * statements, done, millis.
   */
  public Object json() {
    return Values.of(
        "database", report.database(),
        "tables",
            report.tables().stream()
                .map(
                    t ->
                        Values.of(
                            "table", t.table().toString(),
                            "inserted", t.inserted(),
                            "updated", t.updated(),
                            "unchanged", t.unchanged(),
                            "deleted", t.deleted(),
                            "unlisted", t.unlisted()))
                .toList(),
        "statements",
            report.plan().stream()
                .flatMap(p -> p.statements().stream())
                .map(s -> s.action().text())
                .toList(),
        "done", done,
        "millis", report.millis());
  }
}
