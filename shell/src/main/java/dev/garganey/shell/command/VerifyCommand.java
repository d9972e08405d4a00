package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Verification;
import dev.garganey.shell.report.VerificationReport;
import java.util.List;

/** VerifyCommand compares files and history and proves that the files fit each other. */
final class VerifyCommand implements Command {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "Compare files and history: checksums, order, missing files";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Evaluates every migration and folds them from nothing, so a reference to a table that does",
        "not exist at that point is found too. Ends with 4 if there is a problem.");
  }

  @Override
  public List<String> examples() {
    return List.of("verify", "verify --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      Verification verification = garganey.verify();
      VerificationReport report = new VerificationReport(verification);
      return new Outcome(
          verification.problems().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED,
          report::write,
          report::json);
    }
  }
}
