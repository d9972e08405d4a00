package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Push;
import dev.garganey.SeedOptions;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Seed;
import dev.garganey.shell.report.PlanScript;
import dev.garganey.shell.report.PushReport;
import dev.garganey.shell.report.SeedText;
import dev.garganey.shell.report.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PushCommand makes a development database be as the model says. */
final class PushCommand implements Command {
  @Override
  public String name() {
    return "push";
  }

  @Override
  public String summary() {
    return "Make a development database be as the schema model says, without a migration";
  }

  @Override
  public List<String> details() {
    return List.of(
        "For the time in which a model still changes by the minute. What leads from the database"
            + " to",
        "the model runs in one transaction, and nothing is recorded: on a database with a history,",
        "garganey drift shows it afterwards. What is gone from the model is asked about as in",
        "garganey generate, and data is lost only where it is named.");
  }

  @Override
  public List<String> examples() {
    return List.of(
        "push",
        "push --dry-run",
        "push --sql",
        "push --seed",
        "push --allow-data-loss users.legacy_note");
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(AnswerOptions.OPTIONS);
    options.add(
        Option.of(
            "--allow-data-loss",
            "NAME,…",
            "tables and columns that may go with the data they hold"));
    options.add(Option.flag("--seed", "afterwards bring in the rows that seeds list"));
    options.add(Option.flag("--dry-run", "show the plan and change nothing"));
    options.add(Option.flag("--sql", "the plan as a script for the database's client; no change"));
    return options;
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    Path model = workspace.schema();
    Set<String> allowed = invocation.allowedDataLoss();
    boolean looks = invocation.has("--dry-run") || invocation.has("--sql");
    if (looks && invocation.has("--seed")) {
      throw new UsageMistake(
          "What seeds would do shows once the model is pushed: garganey seed --dry-run");
    }
    Interview interview = new Interview(invocation.prompt(), new AnswerOptions(invocation).read());
    try (Garganey garganey = workspace.open()) {
      // What is wrong with seeds is told before anything is pushed.
      Optional<List<Seed>> seeds =
          invocation.has("--seed") ? Optional.of(garganey.seeds(model)) : Optional.empty();
      // Asked before the lock is taken, so that nobody waits for an answer.
      Push planned =
          interview.settle(
              answers -> garganey.planPush(model, answers, allowed),
              tried -> tried.refusals().isEmpty() ? tried.questions() : List.of());
      Answers answers = interview.answers();
      Confirmation confirmation = new Confirmation(invocation);
      if (!looks) {
        confirmation.require("push --dry-run", planned::plan);
      }
      Push push = looks || planned.isStuck() ? planned : garganey.push(model, answers, allowed);
      PushReport report = new PushReport(push);
      if (seeds.isPresent() && !push.isStuck()) {
        return seeded(report, garganey, confirmation, seeds.get());
      }
      return new Outcome(
          push.isStuck() ? ExitCode.REFUSED : ExitCode.DONE,
          invocation.has("--sql") && !push.isStuck()
              ? new PlanScript(push.plan(), workspace.migrations())::write
              : report::write,
          report::json);
    }
  }

  private static Outcome seeded(
      PushReport pushed, Garganey garganey, Confirmation confirmation, List<Seed> seeds) {
    SeedText seeded =
        new SeedText(
            SeedCommand.carryOut(garganey, confirmation, seeds, SeedOptions.DEFAULT), true);
    return Outcome.done(
        page -> {
          pushed.write(page);
          seeded.write(page);
        },
        () -> Values.of("push", pushed.json(), "seed", seeded.json()));
  }
}
