package dev.garganey.shell.report;

import dev.garganey.Verification;
import java.util.Optional;

/** VerificationReport shows what verify found. */
public final class VerificationReport {
  private final Verification verification;

  private final Optional<DriftReport> drift;

  /**
   * A report.
   *
   * @param drift what differs between the database and its history, where that was asked
   */
  public VerificationReport(Verification verification, Optional<DriftReport> drift) {
    this.verification = verification;
    this.drift = drift;
  }

  public void write(Page page) {
    for (Verification.Problem problem : verification.problems()) {
      page.line(
          page.styled(Style.RED, "✗ " + problem.state().title())
              + "  "
              + page.styled(Style.BOLD, problem.id())
              + "  "
              + problem.message());
      problem
          .details()
          .forEach(
              line ->
                  page.line(
                      "    " + page.styled(line.startsWith("-") ? Style.RED : Style.GREEN, line)));
    }
    verification
        .unread()
        .forEach(
            name ->
                page.line(
                    page.styled(Style.YELLOW, "· not read")
                        + "  "
                        + page.styled(Style.BOLD, name)
                        + "  it looks like a migration, but its name ends in neither .groovy nor"
                        + " .sql"));
    page.line(
        verification.problems().isEmpty()
            ? "✓ "
                + PlanReport.count(verification.checked(), "migration")
                + " checked, files and history agree."
            : PlanReport.count(verification.problems().size(), "problem")
                + " in "
                + PlanReport.count(verification.checked(), "migration")
                + ".");
    drift.ifPresent(report -> report.write(page));
  }

  /** Fields: database, checked, unread, problems with id, state, message and details. */
  public Object json() {
    return Values.of(
        "database", verification.database(),
        "checked", verification.checked(),
        "unread", verification.unread(),
        "problems",
            verification.problems().stream()
                .map(
                    p ->
                        Values.of(
                            "id", p.id(),
                            "state", p.state().title().replace(' ', '-'),
                            "message", p.message(),
                            "details", p.details()))
                .toList(),
        "drift", drift.map(DriftReport::json));
  }
}
