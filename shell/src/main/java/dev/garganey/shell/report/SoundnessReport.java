package dev.garganey.shell.report;

import dev.garganey.Soundness;
import dev.garganey.Soundness.Finding;

/** SoundnessReport shows what check found, a line for each finding. */
public final class SoundnessReport {
  private final Soundness soundness;

  public SoundnessReport(Soundness soundness) {
    this.soundness = soundness;
  }

  public void write(Page page) {
    for (Finding finding : soundness.findings()) {
      boolean problem = finding.kind().isProblem();
      page.line(
          page.styled(
                  problem ? Style.RED : Style.DIM, (problem ? "✗ " : "· ") + finding.kind().title())
              + "  "
              + page.styled(Style.BOLD, finding.subject())
              + (finding.message().isEmpty() ? "" : "  " + finding.message()));
      finding.details().forEach(line -> page.line("    " + line));
    }
    long problems = soundness.findings().stream().filter(f -> f.kind().isProblem()).count();
    String checked = PlanReport.count(soundness.checked(), "migration");
    page.line(
        problems == 0
            ? "✓ " + checked + " checked on " + soundness.product() + ": sound."
            : PlanReport.count((int) problems, "problem") + " in " + checked + ".");
  }

  /** Fields: product, checked, sound, findings with kind, problem, subject, message, details. */
  public Object json() {
    return Values.of(
        "product", soundness.product(),
        "checked", soundness.checked(),
        "sound", soundness.isSound(),
        "findings", soundness.findings().stream().map(SoundnessReport::json).toList());
  }

  private static Object json(Finding finding) {
    return Values.of(
        "kind", finding.kind().title().replace(' ', '-'),
        "problem", finding.kind().isProblem(),
        "subject", finding.subject(),
        "message", finding.message(),
        "details", finding.details());
  }
}
