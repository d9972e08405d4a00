package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Plan;
import dev.garganey.shell.report.PlanReport;
import dev.garganey.shell.report.PlanScript;
import java.util.List;

/** ExportCommand writes the whole history as SQL. */
final class ExportCommand implements Command {
  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "Write all migrations as one SQL script for an empty database";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Opens no connection; the URL only says for which product. A backfill is one update there,",
        "and the lines of CSV files are written out. Code in data { } stays behind: a comment says",
        "where it would have run.");
  }

  @Override
  public List<String> examples() {
    return List.of("export > schema.sql", "export --url postgresql://localhost/app");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public boolean asksDatabase() {
    return false;
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      Plan plan = garganey.export();
      return Outcome.done(
          new PlanScript(plan, invocation.workspace().migrations())::write,
          new PlanReport(plan)::json);
    }
  }
}
