package dev.garganey.shell.report;

import dev.garganey.Push;
import dev.garganey.diff.Question;
import dev.garganey.operation.Operation;

/** PushReport shows what a push did or would do, or what must be said first. */
public final class PushReport {
  private final Push push;

  public PushReport(Push push) {
    this.push = push;
  }

  public void write(Page page) {
    if (push.isEmpty()) {
      page.line(push.plan().database() + " is as the model says already.");
      return;
    }
    if (push.isStuck()) {
      writeOpen(page);
      return;
    }
    new PlanReport(push.plan()).write(page);
    page.line(
        push.done()
            ? "✓ pushed in " + Elapsed.text(push.millis()) + "; nothing was recorded."
            : "Dry run: nothing was changed.");
  }

  private void writeOpen(Page page) {
    push.refusals().forEach(r -> page.line(page.styled(Style.RED, r)));
    for (Question question : push.questions()) {
      page.line(page.styled(Style.YELLOW, question.text()));
      GenerationReport.answers(question).forEach(a -> page.line("    " + a));
    }
    if (!push.losses().isEmpty()) {
      page.line(
          page.styled(Style.RED, "Data would be lost in " + String.join(", ", push.losses())));
      page.line("    --allow-data-loss " + String.join(",", push.losses()));
    }
    page.line("Nothing was changed.");
  }

  /**
   * Fields: done, those of a plan, operations, questions with answers, refusals, losses, millis.
   */
  public Object json() {
    return Values.of(
        "done", push.done(),
        "plan", new PlanReport(push.plan()).json(),
        "operations", push.operations().stream().map(Operation::describe).toList(),
        "questions", GenerationReport.json(push.questions()),
        "refusals", push.refusals(),
        "losses", push.losses(),
        "millis", push.millis());
  }
}
