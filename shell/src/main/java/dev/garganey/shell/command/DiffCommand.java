package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Plan;
import dev.garganey.SchemaDifference;
import dev.garganey.compare.SchemaSource;
import dev.garganey.shell.report.DifferenceReport;
import dev.garganey.shell.report.PlanScript;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** DiffCommand shows what differs between two schemas. */
final class DiffCommand implements Command {
  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String summary() {
    return "Show what differs between two schemas, wherever they are";
  }

  @Override
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    lines.add("What leads from the first to the second, as operations. Without arguments: from");
    lines.add("migrations to model where there is a model, else from database to migrations.");
    lines.add("Expressions are compared by what the database makes of them.");
    lines.add("");
    lines.addAll(Sources.HELP);
    return lines;
  }

  @Override
  public List<String> examples() {
    return List.of(
        "diff",
        "diff database migrations --check",
        "diff git:main migrations --sql",
        "diff database postgresql://staging.example.org/shop");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.flag("--sql", "the statements that would make the first into the second"),
        Option.flag("--check", "exit code 3 when they differ"));
  }

  @Override
  public List<String> arguments() {
    return List.of("[FROM]", "[TO]");
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    List<String> words = words(invocation, workspace);
    Sources sources = new Sources(workspace);
    SchemaSource from = sources.read(words.get(0));
    SchemaSource to = sources.read(words.get(1));
    try (Garganey garganey = workspace.openFor(List.of(from, to))) {
      SchemaDifference found = garganey.diff(from, to);
      DifferenceReport report = new DifferenceReport(found);
      Plan plan = new Plan(found.to(), found.product(), List.of(found.plan()), List.of());
      boolean different = invocation.has("--check") && !found.isEmpty();
      return new Outcome(
          different ? ExitCode.DIFFERENT : ExitCode.DONE,
          invocation.has("--sql")
              ? new PlanScript(plan, invocation.workspace().migrations())::write
              : report::write,
          report::json);
    }
  }

  private static List<String> words(Invocation invocation, Workspace workspace) {
    List<String> given = invocation.arguments();
    if (given.size() == 1) {
      throw new UsageMistake("garganey diff wants two sources, or none; garganey diff --help");
    }
    if (given.size() == 2) {
      return given;
    }
    return Files.isDirectory(workspace.schema())
        ? List.of("migrations", "model")
        : List.of("database", "migrations");
  }
}
