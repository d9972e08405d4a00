package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.RollbackOptions;
import dev.garganey.shell.report.RunText;
import java.util.ArrayList;
import java.util.List;

/** RollbackCommand undoes what was applied last. */
final class RollbackCommand implements Command {
  static final Option ALLOW =
      Option.of(
          "--allow-data-loss",
          "NAME[,NAME]",
          "tables (users) and columns (users.email), by their names of now, that may lose data");

  @Override
  public String name() {
    return "rollback";
  }

  @Override
  public String summary() {
    return "Undo what was applied last";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Runs the inverse operations that history keeps, so no file is needed. One migration,"
            + " unless",
        "--steps or --to says more; with --to the named one stays applied.");
  }

  @Override
  public List<String> examples() {
    return List.of("rollback", "rollback --to 002", "rollback --allow-data-loss notes");
  }

  @Override
  public List<Option> options() {
    List<Option> options =
        new ArrayList<>(Invocation.targetOptions("undo what was applied after this one; it stays"));
    options.add(ALLOW);
    options.add(Option.flag("--dry-run", "show the plan and change nothing"));
    return options;
  }

  @Override
  public Outcome run(Invocation invocation) {
    RollbackOptions options =
        new RollbackOptions(invocation.target(), invocation.allowedDataLoss());
    try (Garganey garganey = invocation.workspace().open()) {
      if (invocation.has("--dry-run")) {
        return ApplyCommand.dryRun(garganey.planRollback(options));
      }
      new Confirmation(invocation)
          .require("rollback --dry-run", () -> garganey.planRollback(options));
      RunText report = new RunText(garganey.rollback(options), "Nothing to roll back");
      return Outcome.done(report::write, report::json);
    }
  }
}
