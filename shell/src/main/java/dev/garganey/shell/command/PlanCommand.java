package dev.garganey.shell.command;

import dev.garganey.ApplyOptions;
import dev.garganey.Garganey;
import dev.garganey.Plan;
import dev.garganey.shell.report.PlanReport;
import dev.garganey.shell.report.PlanScript;
import java.util.ArrayList;
import java.util.List;

/** PlanCommand shows every statement that an apply would run. */
final class PlanCommand implements Command {
  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String summary() {
    return "Show every statement that apply would run, its lock and its hazards";
  }

  @Override
  public List<String> details() {
    return List.of("Changes nothing. With --sql it is a script for the database's own client.");
  }

  @Override
  public List<String> examples() {
    return List.of("plan", "plan --sql > next.sql", "plan --to 004");
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>();
    options.add(Option.flag("--sql", "the plain script and nothing else"));
    options.addAll(Invocation.targetOptions("the last migration to apply; default: all"));
    return options;
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      Plan plan = garganey.plan(new ApplyOptions(invocation.target(), false));
      PlanReport report = new PlanReport(plan);
      return Outcome.done(
          invocation.has("--sql")
              ? new PlanScript(plan, invocation.workspace().migrations())::write
              : report::write,
          report::json);
    }
  }
}
