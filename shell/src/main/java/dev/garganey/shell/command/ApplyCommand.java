package dev.garganey.shell.command;

import dev.garganey.ApplyOptions;
import dev.garganey.Garganey;
import dev.garganey.Plan;
import dev.garganey.SeedOptions;
import dev.garganey.diff.Seed;
import dev.garganey.shell.report.PlanReport;
import dev.garganey.shell.report.RunText;
import dev.garganey.shell.report.SeedText;
import dev.garganey.shell.report.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ApplyCommand applies what is pending. */
final class ApplyCommand implements Command {
  @Override
  public String name() {
    return "apply";
  }

  @Override
  public String summary() {
    return "Apply what is pending";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Each migration is one transaction together with its row in history, unless it has",
        "statements that cannot run in one; those are journalled, and a run that was cut off goes",
        "on where it stood.");
  }

  @Override
  public List<String> examples() {
    return List.of("apply", "apply --to 004_add_teams", "apply --seed", "apply --env prod --yes");
  }

  @Override
  public List<Option> options() {
    List<Option> options =
        new ArrayList<>(Invocation.targetOptions("the last migration to apply; default: all"));
    options.add(Option.flag("--atomic", "the whole run in one transaction"));
    options.add(Option.flag("--seed", "afterwards bring in the rows that seeds list"));
    options.add(Option.flag("--dry-run", "show the plan and change nothing"));
    return options;
  }

  @Override
  public Outcome run(Invocation invocation) {
    ApplyOptions options = new ApplyOptions(invocation.target(), invocation.has("--atomic"));
    try (Garganey garganey = invocation.workspace().open()) {
      if (invocation.has("--dry-run")) {
        requireNoSeed(invocation);
        return dryRun(garganey.plan(options));
      }
      // What is wrong with seeds is told before anything is applied.
      Optional<List<Seed>> seeds =
          invocation.has("--seed")
              ? Optional.of(garganey.seeds(invocation.workspace().schema()))
              : Optional.empty();
      Confirmation confirmation = new Confirmation(invocation);
      confirmation.require("plan", () -> garganey.plan(options));
      RunText applied = new RunText(garganey.apply(options), "Nothing to apply");
      if (seeds.isEmpty()) {
        return Outcome.done(applied::write, applied::json);
      }
      SeedText seeded =
          new SeedText(
              SeedCommand.carryOut(garganey, confirmation, seeds.get(), SeedOptions.DEFAULT), true);
      return Outcome.done(
          page -> {
            applied.write(page);
            seeded.write(page);
          },
          () -> Values.of("apply", applied.json(), "seed", seeded.json()));
    }
  }

  private static void requireNoSeed(Invocation invocation) {
    if (invocation.has("--seed")) {
      throw new UsageMistake(
          "What seeds would do shows once the migrations are applied: garganey seed --dry-run");
    }
  }

  static Outcome dryRun(Plan plan) {
    PlanReport report = new PlanReport(plan);
    return Outcome.done(
        page -> {
          report.write(page);
          page.line("Dry run: nothing was changed.");
        },
        report::json);
  }
}
