package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.MigrationState;
import dev.garganey.Status;
import dev.garganey.shell.report.StatusReport;
import java.util.List;

/** StatusCommand says where every migration stands. */
final class StatusCommand implements Command {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Say where every migration stands";
  }

  @Override
  public List<String> details() {
    return List.of(
        "States: applied, pending, out of order (a later one is applied), changed (its operations",
        "are others now), missing (its file is gone), failed (cut off half way).");
  }

  @Override
  public List<String> examples() {
    return List.of("status", "status --check", "status --format json");
  }

  @Override
  public List<Option> options() {
    return List.of(Option.flag("--check", "end with 3 if anything is pending, changed or missing"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      Status status = garganey.status();
      boolean irregular =
          status.migrations().size()
              > status.in(MigrationState.APPLIED, MigrationState.REPLACED).size();
      ExitCode code = invocation.has("--check") && irregular ? ExitCode.DIFFERENT : ExitCode.DONE;
      StatusReport report = new StatusReport(status);
      return new Outcome(code, report::write, report::json);
    }
  }
}
