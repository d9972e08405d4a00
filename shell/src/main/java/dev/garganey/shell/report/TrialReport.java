package dev.garganey.shell.report;

import dev.garganey.TrialStep;
import dev.garganey.Tried;
import dev.garganey.plan.Action;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.Statement;
import dev.garganey.shell.report.Columns.Cell;
import java.util.List;

/** TrialReport tells what is done in a trial. */
public final class TrialReport {
  private TrialReport() {}

  /** A step that was just done: what ran, what it puts at risk, and how it differs from apply. */
  public static void done(TrialStep step, Page page) {
    int checks = 0;
    for (Statement statement : step.statements()) {
      for (Hazard hazard : statement.hazards()) {
        page.line(
            page.styled(
                hazard.kind().isDestructive() ? Style.RED : Style.YELLOW,
                "  -- " + hazard.kind().code() + ": " + hazard.message()));
      }
      if (isCheck(statement.action())) {
        checks++;
      } else {
        PlanScript.lines(statement).forEach(line -> page.line("  " + line));
      }
    }
    step.notices().forEach(notice -> page.line(page.styled(Style.YELLOW, "  note: " + notice)));
    page.line(
        page.styled(Style.BOLD, step.number() + "  " + step.what().title())
            + page.styled(
                Style.DIM,
                (checks == 0 ? "" : ", " + PlanReport.count(checks, "check") + " held")
                    + ", "
                    + Elapsed.text(step.millis())));
  }

  /** Whether it changes nothing, so that only plan shows it. */
  private static boolean isCheck(Action action) {
    return !(action instanceof Action.Sql
        || action instanceof Action.Code
        || action instanceof Action.Load
        || action instanceof Action.Batches);
  }

  /** What was done, and what is next. */
  public static void list(List<TrialStep> steps, List<String> upcoming, Page page) {
    Columns columns = new Columns();
    for (TrialStep step : steps) {
      columns.row(
          Cell.of(String.valueOf(step.number()), Style.BOLD),
          Cell.of(step.what().title().lines().findFirst().orElse("")),
          Cell.of(kind(step.what()), Style.DIM),
          Cell.of(Elapsed.text(step.millis()), Style.DIM));
    }
    columns.write(page);
    if (steps.isEmpty()) {
      page.line("Nothing was done yet in this trial.");
    }
    if (!upcoming.isEmpty()) {
      page.line(page.styled(Style.DIM, "next: ") + String.join(", ", upcoming));
    }
  }

  private static String kind(Tried what) {
    if (what instanceof Tried.Written) {
      return "pending";
    }
    return what instanceof Tried.Sql ? "SQL" : "said";
  }
}
