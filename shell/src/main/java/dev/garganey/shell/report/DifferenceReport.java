package dev.garganey.shell.report;

import dev.garganey.SchemaDifference;
import dev.garganey.operation.Operation;
import dev.garganey.plan.Hazard;
import dev.garganey.script.OperationRenderer;
import java.util.List;

/** DifferenceReport shows what leads from one schema to another. */
public final class DifferenceReport {
  private final SchemaDifference difference;

  public DifferenceReport(SchemaDifference difference) {
    this.difference = difference;
  }

  public void write(Page page) {
    page.line(page.styled(Style.DIM, "from " + difference.from() + " to " + difference.to()));
    if (difference.isEmpty()) {
      page.line("No difference.");
      return;
    }
    List<Operation> operations = difference.difference().operations();
    for (Operation operation : operations) {
      OperationRenderer.operation(operation)
          .lines()
          .forEach(line -> page.line(page.styled(style(operation), line)));
    }
    difference.difference().refusals().forEach(r -> page.line(page.styled(Style.RED, r)));
    long hazards =
        difference.plan().hazards().stream().filter(h -> h.kind().isDestructive()).count();
    page.line(
        PlanReport.count(operations.size(), "difference")
            + (hazards == 0
                ? ""
                : ", " + page.styled(Style.RED, PlanReport.count((int) hazards, "hazard"))));
  }

  /** What comes is green, what goes is red, what changes is yellow. */
  private static Style style(Operation operation) {
    String verb = operation.describe();
    if (verb.startsWith("create") || verb.startsWith("add")) {
      return Style.GREEN;
    }
    return verb.startsWith("drop") ? Style.RED : Style.YELLOW;
  }

  /** Fields: from, to, different, operations with their script, statements, hazards, refusals. */
  public Object json() {
    return Values.of(
        "from", difference.from(),
        "to", difference.to(),
        "different", !difference.isEmpty(),
        "operations",
            difference.difference().operations().stream()
                .map(
                    o ->
                        Values.of(
                            "operation", o.describe(), "script", OperationRenderer.operation(o)))
                .toList(),
        "statements", difference.plan().statements().stream().map(s -> s.action().text()).toList(),
        "hazards",
            difference.plan().hazards().stream()
                .filter((Hazard h) -> h.kind().isDestructive())
                .map(PlanReport::json)
                .toList(),
        "refusals", difference.difference().refusals());
  }
}
