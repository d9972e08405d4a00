package dev.garganey.shell.command;

import dev.garganey.Garganey;
import java.util.List;
import java.util.Map;

/** BaselineCommand records the beginning of a history that a database has already. */
final class BaselineCommand implements Command {
  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public String summary() {
    return "Record every migration up to one as applied, without running it";
  }

  @Override
  public List<String> details() {
    return List.of("For a database that was there before its history.");
  }

  @Override
  public List<String> examples() {
    return List.of("baseline 001_init");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("ID");
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      new Confirmation(invocation)
          .require("recording all up to " + invocation.argument() + " as applied");
      List<String> ids = garganey.baseline(invocation.argument());
      return Outcome.done(
          page -> {
            ids.forEach(id -> page.line("recorded as applied: " + id));
            page.line(
                ids.isEmpty() ? "Nothing to record: all of it is applied." : "Nothing was run.");
          },
          () -> Map.of("recorded", ids));
    }
  }
}
