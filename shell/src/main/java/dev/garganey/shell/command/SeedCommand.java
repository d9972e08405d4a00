package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Plan;
import dev.garganey.SeedOptions;
import dev.garganey.SeedReport;
import dev.garganey.diff.Seed;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.shell.report.PlanScript;
import dev.garganey.shell.report.SeedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** SeedCommand makes tables hold the rows that seeds list. */
final class SeedCommand implements Command {
  @Override
  public String name() {
    return "seed";
  }

  @Override
  public String summary() {
    return "Insert and update the rows that seeds list";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Seeds stand in the folder seeds or in the schema model. Their rows are compared with the",
        "tables by their keys: what is missing is inserted and what differs is updated, parents",
        "first, in one transaction. A second run has nothing to do. Rows that no seed lists stay;",
        "only where a seed says exactly(), --exactly deletes them.");
  }

  @Override
  public List<String> examples() {
    return List.of(
        "seed",
        "seed --dry-run",
        "seed --table roles --sql",
        "seed --exactly --allow-data-loss roles");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("--table", "NAME[,NAME]", "the seeds of these tables alone"),
        Option.flag("--exactly", "delete rows that a seed which says exactly() does not list"),
        Option.of("--allow-data-loss", "NAME[,NAME]", "tables that may lose rows by --exactly"),
        Option.flag("--dry-run", "show what would be done and change nothing"),
        Option.flag("--sql", "the statements that would do it; changes nothing"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    SeedOptions options =
        new SeedOptions(
            tables(invocation), invocation.has("--exactly"), invocation.allowedDataLoss());
    try (Garganey garganey = workspace.open()) {
      List<Seed> seeds = garganey.seeds(workspace.schema());
      if (invocation.has("--sql") || invocation.has("--dry-run")) {
        SeedReport report = garganey.planSeed(seeds, options);
        return invocation.has("--sql")
            ? Outcome.done(
                new PlanScript(plan(report), workspace.migrations())::write,
                new SeedText(report, false)::json)
            : dryRun(report);
      }
      SeedText text =
          new SeedText(carryOut(garganey, new Confirmation(invocation), seeds, options), true);
      return Outcome.done(text::write, text::json);
    }
  }

  private static Outcome dryRun(SeedReport report) {
    SeedText text = new SeedText(report, false);
    return Outcome.done(
        page -> {
          text.write(page);
          page.line("Dry run: nothing was changed.");
        },
        text::json);
  }

  /** Seeds, once who must be asked has said yes. */
  static SeedReport carryOut(
      Garganey garganey, Confirmation confirmation, List<Seed> seeds, SeedOptions options) {
    confirmation.require("seed --dry-run", () -> plan(garganey.planSeed(seeds, options)));
    return garganey.seed(seeds, options);
  }

  private static Plan plan(SeedReport report) {
    return new Plan(
        report.database(), report.product(), report.plan().stream().toList(), List.of());
  }

  private static Set<ObjectName> tables(Invocation invocation) {
    Set<ObjectName> tables = new LinkedHashSet<>();
    for (String name : invocation.values("--table")) {
      try {
        tables.add(ObjectName.parse(name));
      } catch (SchemaMistake wrong) {
        throw new UsageMistake("--table wants a table's name: " + wrong.getMessage());
      }
    }
    return tables;
  }
}
