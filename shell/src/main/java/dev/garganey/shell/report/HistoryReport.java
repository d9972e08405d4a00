package dev.garganey.shell.report;

import dev.garganey.history.Revision;
import dev.garganey.shell.report.Columns.Cell;
import java.util.List;
import java.util.Locale;

/** HistoryReport lists what was applied. */
public final class HistoryReport {
  private final List<Revision> revisions;

  public HistoryReport(List<Revision> revisions) {
    this.revisions = List.copyOf(revisions);
  }

  public void write(Page page) {
    if (revisions.isEmpty()) {
      page.line("Nothing is applied.");
      return;
    }
    Columns columns = new Columns();
    for (Revision r : revisions) {
      columns.row(
          Cell.of(String.valueOf(r.position()), Style.DIM),
          Cell.of(r.id(), Style.BOLD),
          Cell.of(r.appliedAt()),
          Cell.of(r.appliedBy()),
          Cell.of(Elapsed.text(r.durationMillis())),
          Cell.of(r.kind().name().toLowerCase(Locale.ROOT), Style.DIM));
    }
    columns.write(page);
  }

  /** Fields: revisions with all that history keeps besides the operations. */
  public Object json() {
    return Values.of(
        "revisions",
        revisions.stream()
            .map(
                r ->
                    Values.of(
                        "id", r.id(),
                        "name", r.name(),
                        "position", r.position(),
                        "checksum", r.checksum(),
                        "operationsHash", r.operationsHash(),
                        "kind", r.kind().name().toLowerCase(Locale.ROOT),
                        "appliedAt", r.appliedAt(),
                        "appliedBy", r.appliedBy(),
                        "durationMillis", r.durationMillis(),
                        "tool", r.tool()))
            .toList());
  }
}
