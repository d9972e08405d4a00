package dev.garganey.shell.report;

import dev.garganey.Generation;
import dev.garganey.diff.Question;
import dev.garganey.operation.Operation;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.MigrationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** GenerationReport shows a generated migration, or what must be answered before there is one. */
public final class GenerationReport {
  private final Generation generation;
  private final Optional<Path> file;

  /**
   * A report.
   *
   * @param file where the migration was written, if it was
   */
  public GenerationReport(Generation generation, Optional<Path> file) {
    this.generation = generation;
    this.file = file;
  }

  public void write(Page page) {
    if (generation.isEmpty()) {
      page.line("The migrations make the model already; nothing was written.");
      return;
    }
    if (generation.script().isPresent()) {
      file.ifPresentOrElse(
          path -> page.line(page.styled(Style.BOLD, path.toString())),
          () -> generation.script().get().lines().forEach(page::line));
      if (file.isPresent()) {
        generation.operations().forEach(o -> page.line("  " + o.describe()));
      }
      hazards()
          .forEach(
              h -> page.line(page.styled(Style.RED, "  " + h.kind().code() + ": " + h.message())));
      generation
          .plan()
          .flatMap(MigrationPlan::irreversible)
          .ifPresent(
              why -> page.line(page.styled(Style.YELLOW, "  cannot be rolled back: " + why)));
      return;
    }
    for (String refusal : generation.refusals()) {
      page.line(page.styled(Style.RED, refusal));
    }
    for (Question question : generation.questions()) {
      page.line(page.styled(Style.YELLOW, question.text()));
      answers(question).forEach(a -> page.line("    " + a));
    }
    page.line("Nothing was written.");
  }

  private List<Hazard> hazards() {
    return generation.plan().map(MigrationPlan::hazards).orElse(List.of()).stream()
        .filter(h -> h.kind().isDestructive())
        .toList();
  }

  /** The options that would answer a question, the likeliest first. */
  static List<String> answers(Question question) {
    if (question instanceof Question.ColumnGone gone) {
      String name = gone.column().table() + "." + gone.column().column();
      return choices(
          name,
          gone.candidates().stream().map(c -> gone.column().table() + "." + c).toList(),
          gone.suggestion().map(s -> gone.column().table() + "." + s.name()),
          gone.suggestion().map(Question.Suggested::reason));
    }
    if (question instanceof Question.ObjectGone gone) {
      return choices(
          gone.name().toString(),
          gone.candidates().stream().map(Object::toString).toList(),
          gone.suggestion().map(Question.Suggested::name),
          gone.suggestion().map(Question.Suggested::reason));
    }
    Question.ValueNeeded needed = (Question.ValueNeeded) question;
    String name = needed.column().table() + "." + needed.column().column();
    return List.of(
        "--fill \"" + name + "=" + needed.example() + "\"   an SQL expression for each row",
        "--fill \"" + name + "=\"     there are no rows",
        "or give the column a default in the model");
  }

  private static List<String> choices(
      String name, List<String> candidates, Optional<String> likely, Optional<String> reason) {
    java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    likely.ifPresent(l -> lines.add("--rename " + name + "=" + l + "   " + reason.orElse("")));
    candidates.stream()
        .filter(c -> !likely.equals(Optional.of(c)))
        .limit(5)
        .forEach(c -> lines.add("--rename " + name + "=" + c));
    lines.add("--drop " + name);
    return lines;
  }

  /** Fields: file, script, operations, hazards, questions with their answers, refusals. */
  public Object json() {
    return Values.of(
        "file", file.map(Path::toString),
        "script", generation.script(),
        "operations", generation.operations().stream().map(Operation::describe).toList(),
        "hazards", hazards().stream().map(PlanReport::json).toList(),
        "questions", json(generation.questions()),
        "refusals", generation.refusals());
  }

  static Object json(List<Question> questions) {
    return questions.stream()
        .map(q -> Values.of("question", q.text(), "answers", answers(q)))
        .toList();
  }
}
