package dev.garganey.shell.report;

import dev.garganey.MigrationState;
import dev.garganey.MigrationStatus;
import dev.garganey.Status;
import dev.garganey.shell.report.Columns.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** StatusReport shows where migrations stand. */
public final class StatusReport {
  private final Status status;

  public StatusReport(Status status) {
    this.status = status;
  }

  public void write(Page page) {
    page.line(page.styled(Style.DIM, status.product() + "  " + status.database()));
    if (status.migrations().isEmpty()) {
      page.line("No migrations yet; garganey new NAME writes one.");
      return;
    }
    Columns columns = new Columns();
    for (MigrationStatus migration : status.migrations()) {
      columns.row(
          Cell.of(mark(migration.state()) + " " + migration.state().title(), style(migration)),
          Cell.of(migration.id() + (migration.repeatable() ? " (repeatable)" : ""), Style.BOLD),
          Cell.of(migration.appliedAt().orElse("")),
          Cell.of(migration.note().or(migration::description).orElse(""), Style.DIM));
    }
    columns.write(page);
    page.line(summary());
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    for (MigrationState state : MigrationState.values()) {
      int count = status.in(state).size();
      if (count > 0) {
        parts.add(count + " " + state.title());
      }
    }
    return String.join(", ", parts);
  }

  private static String mark(MigrationState state) {
    return switch (state) {
      case APPLIED -> "✓";
      case PENDING -> "·";
      case OUT_OF_ORDER -> "↑";
      case CHANGED -> "≠";
      case MISSING -> "?";
      case REPLACED -> "=";
      case FAILED -> "✗";
    };
  }

  private static Style style(MigrationStatus migration) {
    return switch (migration.state()) {
      case APPLIED -> Style.GREEN;
      case PENDING -> Style.CYAN;
      case REPLACED -> Style.DIM;
      case OUT_OF_ORDER, MISSING -> Style.YELLOW;
      case CHANGED, FAILED -> Style.RED;
    };
  }

  /** Fields: database, product, pending, migrations with id, state and what is known of it. */
  public Object json() {
    return Values.of(
        "database", status.database(),
        "product", status.product(),
        "pending", status.pending().size(),
        "migrations", status.migrations().stream().map(StatusReport::json).toList());
  }

  private static Object json(MigrationStatus m) {
    return Values.of(
        "id", m.id(),
        "state", Stream.of(m.state()).map(s -> s.title().replace(' ', '-')).findFirst(),
        "repeatable", m.repeatable(),
        "file", m.file(),
        "description", m.description(),
        "appliedAt", m.appliedAt(),
        "appliedBy", m.appliedBy(),
        "durationMillis", m.durationMillis(),
        "note", m.note());
  }
}
