package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.RollbackOptions;
import dev.garganey.shell.report.RunText;
import java.util.ArrayList;
import java.util.List;

/** RedoCommand undoes what was applied last and applies it again. */
final class RedoCommand implements Command {
  @Override
  public String name() {
    return "redo";
  }

  @Override
  public String summary() {
    return "Undo what was applied last and apply it again, as its file is now";
  }

  @Override
  public List<String> details() {
    return List.of("For a migration that is being written, on a database of one's own.");
  }

  @Override
  public List<String> examples() {
    return List.of("redo", "redo --steps 2");
  }

  @Override
  public List<Option> options() {
    List<Option> options =
        new ArrayList<>(Invocation.targetOptions("do again what was applied after this one"));
    options.add(RollbackCommand.ALLOW);
    return options;
  }

  @Override
  public Outcome run(Invocation invocation) {
    RollbackOptions options =
        new RollbackOptions(invocation.target(), invocation.allowedDataLoss());
    try (Garganey garganey = invocation.workspace().open()) {
      new Confirmation(invocation)
          .require("rollback --dry-run", () -> garganey.planRollback(options));
      RunText report = new RunText(garganey.redo(options), "Nothing to redo");
      return Outcome.done(report::write, report::json);
    }
  }
}
