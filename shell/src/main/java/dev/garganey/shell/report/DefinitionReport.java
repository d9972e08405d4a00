package dev.garganey.shell.report;

import dev.garganey.Definition;
import dev.garganey.plan.MigrationPlan;
import java.util.ArrayList;
import java.util.List;

/** DefinitionReport shows an object as a script says it, or as the statements that make it. */
public final class DefinitionReport {
  private final Definition definition;

  public DefinitionReport(Definition definition) {
    this.definition = definition;
  }

  public void write(Page page) {
    if (definition.plan().isPresent()) {
      statements(definition.plan().get(), page);
      return;
    }
    definition.notice().ifPresent(n -> page.line(page.styled(Style.DIM, "// " + n)));
    text(definition.script(), page);
  }

  private void statements(MigrationPlan plan, Page page) {
    definition.notice().ifPresent(n -> page.line(page.styled(Style.DIM, "-- " + n)));
    if (plan.statements().isEmpty()) {
      page.line(page.styled(Style.DIM, "-- no statement on this database"));
    }
    plan.statements()
        .forEach(s -> PlanScript.lines(s).forEach(line -> page.line(Visible.lines(line))));
  }

  private static void text(String text, Page page) {
    Visible.lines(text).lines().forEach(page::line);
  }

  /** Fields: kind, name, and script or, where they were asked for, statements; notice. */
  public Object json() {
    List<String> statements = new ArrayList<>();
    definition
        .plan()
        .ifPresent(p -> p.statements().forEach(s -> statements.add(s.action().text())));
    return definition.plan().isPresent()
        ? Values.of(
            "kind", definition.kind(),
            "name", definition.name(),
            "statements", statements,
            "notice", definition.notice())
        : Values.of(
            "kind", definition.kind(),
            "name", definition.name(),
            "script", definition.script(),
            "notice", definition.notice());
  }
}
