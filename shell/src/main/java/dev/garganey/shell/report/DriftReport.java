package dev.garganey.shell.report;

import dev.garganey.SchemaDifference;
import dev.garganey.operation.Operation;
import dev.garganey.script.OperationRenderer;

/** DriftReport shows what others than its migrations did to a database. */
public final class DriftReport {
  private final SchemaDifference drift;

  public DriftReport(SchemaDifference drift) {
    this.drift = drift;
  }

  public void write(Page page) {
    if (drift.isEmpty()) {
      page.line("✓ The database is as its history says.");
      return;
    }
    page.line(
        page.styled(Style.RED, "✗ The database differs from its history, as if somebody had said"));
    for (Operation operation : drift.difference().operations()) {
      OperationRenderer.operation(operation).lines().forEach(l -> page.line("    " + l));
    }
    drift.difference().refusals().forEach(r -> page.line("    " + r));
    page.line(
        "Write it as a migration (garganey mark ID --applied records it), or undo it by hand.");
  }

  /** As the fields of a difference. */
  public Object json() {
    return new DifferenceReport(drift).json();
  }
}
