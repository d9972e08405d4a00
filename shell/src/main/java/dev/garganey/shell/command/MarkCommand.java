package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.shell.report.Values;
import java.util.List;

/** MarkCommand corrects history by the user's word. */
final class MarkCommand implements Command {
  @Override
  public String name() {
    return "mark";
  }

  @Override
  public String summary() {
    return "Record one migration as applied, or as pending, without running anything";
  }

  @Override
  public List<String> details() {
    return List.of("For when somebody has looked at the database and knows how it stands.");
  }

  @Override
  public List<String> examples() {
    return List.of("mark 003_teams --applied", "mark 003_teams --pending");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.flag("--applied", "it is there, though history does not say so"),
        Option.flag("--pending", "it is not there, though history says so"));
  }

  @Override
  public List<String> arguments() {
    return List.of("ID");
  }

  @Override
  public Outcome run(Invocation invocation) {
    boolean applied = invocation.has("--applied");
    if (applied == invocation.has("--pending")) {
      throw new UsageMistake("Say either --applied or --pending");
    }
    String state = applied ? "applied" : "pending";
    try (Garganey garganey = invocation.workspace().open()) {
      new Confirmation(invocation).require("recording " + invocation.argument() + " as " + state);
      boolean changed = garganey.mark(invocation.argument(), applied);
      return Outcome.done(
          page ->
              page.line(
                  changed
                      ? "recorded as " + state + ": " + invocation.argument()
                      : invocation.argument() + " is " + state + " already"),
          () -> Values.of("id", invocation.argument(), "state", state, "changed", changed));
    }
  }
}
