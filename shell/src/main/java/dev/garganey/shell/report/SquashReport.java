package dev.garganey.shell.report;

import dev.garganey.Squash;
import dev.garganey.operation.Operation;
import dev.garganey.script.MigrationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** SquashReport shows the migration that does the work of several. */
public final class SquashReport {
  private final Squash squash;
  private final Optional<Path> file;
  private final boolean moved;

  /**
   * A report.
   *
   * @param file where it was written, if it was
   * @param moved whether the old files were put out of the way
   */
  public SquashReport(Squash squash, Optional<Path> file, boolean moved) {
    this.squash = squash;
    this.file = file;
    this.moved = moved;
  }

  public void write(Page page) {
    if (file.isEmpty()) {
      squash.script().lines().forEach(page::line);
      return;
    }
    page.line(page.styled(Style.BOLD, file.get().toString()));
    page.line(
        "  "
            + PlanReport.count(squash.operations().size(), "operation")
            + " in place of "
            + squash.before()
            + ", proved to do the same");
    squash
        .irreversible()
        .ifPresent(why -> page.line(page.styled(Style.YELLOW, "  cannot be rolled back: " + why)));
    page.line(
        (moved ? "Moved to the folder replaced: " : "Replaced, and not applied any more: ")
            + String.join(", ", files()));
    if (!moved) {
      page.line("Delete these files when you like; every database recognises what it has applied.");
    }
  }

  private List<String> files() {
    return squash.replaced().stream().map(MigrationFile::shownPath).toList();
  }

  /** Fields: id, file, script, operations, replaced, moved, irreversible. */
  public Object json() {
    return Values.of(
        "id", squash.id(),
        "file", file.map(Path::toString),
        "script", squash.script(),
        "operations", squash.operations().stream().map(Operation::describe).toList(),
        "replaced", files(),
        "moved", moved,
        "irreversible", squash.irreversible());
  }
}
