package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.SchemaDifference;
import dev.garganey.Verification;
import dev.garganey.shell.report.DriftReport;
import dev.garganey.shell.report.VerificationReport;
import java.util.List;
import java.util.Optional;

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
        "not exist at that point is found too. Ends with 4 if there is a problem. With --drift the",
        "database itself is compared with its history, as garganey drift does.");
  }

  @Override
  public List<String> examples() {
    return List.of("verify", "verify --drift --format json");
  }

  @Override
  public List<Option> options() {
    return List.of(Option.flag("--drift", "compare the database with its history, too"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      Verification verification = garganey.verify();
      Optional<SchemaDifference> drift =
          invocation.has("--drift") ? Optional.of(garganey.drift()) : Optional.empty();
      VerificationReport report = new VerificationReport(verification, drift.map(DriftReport::new));
      boolean sound =
          verification.problems().isEmpty() && drift.map(SchemaDifference::isEmpty).orElse(true);
      return new Outcome(sound ? ExitCode.DONE : ExitCode.REFUSED, report::write, report::json);
    }
  }
}
