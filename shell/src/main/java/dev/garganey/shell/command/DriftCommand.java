package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.SchemaDifference;
import dev.garganey.shell.report.DriftReport;
import java.util.List;

/** DriftCommand compares a database with what its history says. */
final class DriftCommand implements Command {
  @Override
  public String name() {
    return "drift";
  }

  @Override
  public String summary() {
    return "Compare the database with its history: what did others change?";
  }

  @Override
  public List<String> details() {
    return List.of(
        "The operations in history are folded, or run on a throwaway database where they are raw",
        "SQL, and compared object by object with the database as it is. No file is read. Ends with",
        "4 if they differ.");
  }

  @Override
  public List<String> examples() {
    return List.of("drift", "drift --env prod --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      SchemaDifference drift = garganey.drift();
      DriftReport report = new DriftReport(drift);
      return new Outcome(
          drift.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED, report::write, report::json);
    }
  }
}
