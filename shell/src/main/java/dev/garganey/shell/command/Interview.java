package dev.garganey.shell.command;

import dev.garganey.diff.Answers;
import dev.garganey.diff.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Interview asks a person what two schemas leave open. Where there is nobody to ask, or no answer
 * comes, the questions stay open, and whoever reads them finds the options that would answer.
 */
final class Interview {
  private final Optional<Prompt> prompt;
  private final Set<Question> asked = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private Answers answers;

  /**
   * An interview.
   *
   * @param answers what was answered beforehand
   */
  Interview(Optional<Prompt> prompt, Answers answers) {
    this.prompt = prompt;
    this.answers = answers;
  }

  /** All that was answered so far. */
  Answers answers() {
    return answers;
  }

  /**
   * Tries, asks what that leaves open, and tries again with the answers.
   *
   * @param attempt what needs answers
   * @param open the questions that it leaves; none where answers would not help
   * @return the last result
   */
  <T> T settle(Function<Answers, T> attempt, Function<T, List<Question>> open) {
    T result = attempt.apply(answers);
    while (prompt.isPresent() && asks(open.apply(result))) {
      result = attempt.apply(answers);
    }
    return result;
  }

  /** Asks all of them; whether each got an answer, and there is something new to try. */
  private boolean asks(List<Question> questions) {
    // A question that comes again is one that its answer did not settle; asking on would not end.
    if (questions.isEmpty() || !asked.addAll(questions)) {
      return false;
    }
    for (Question question : questions) {
      Optional<Answers> more = answer(question);
      if (more.isEmpty()) {
        return false;
      }
      answers = more.get();
    }
    return true;
  }

  private Optional<Answers> answer(Question question) {
    if (question instanceof Question.ValueNeeded needed) {
      return value(needed);
    }
    Gone gone = Gone.of(question);
    Choices choices = gone.choices(taken);
    Optional<String> key = choose(choices);
    if (key.isEmpty() || key.get().equals(Choices.QUIT)) {
      return Optional.empty();
    }
    Optional<String> now = choices.candidate(key.get());
    now.map(gone::shown).ifPresent(taken::add);
    return Optional.of(answers.plus(now.map(gone::renamed).orElseGet(gone::dropped)));
  }

  private Optional<Answers> value(Question.ValueNeeded needed) {
    Choices choices =
        new Choices(needed.text())
            .with("v", "a value for them, an SQL expression")
            .with("n", "nothing: there are no rows")
            .with(Choices.QUIT, "stop here, and give the column a default in the model");
    Optional<String> key = choose(choices);
    if (key.isEmpty() || key.get().equals(Choices.QUIT)) {
      return Optional.empty();
    }
    if (key.get().equals("n")) {
      return Optional.of(answers.withoutRows(needed.column()));
    }
    return prompt
        .get()
        .ask(
            List.of(),
            "SQL expression for " + needed.column() + ", such as " + needed.example() + ":")
        .filter(expression -> !expression.isEmpty())
        .map(expression -> answers.filling(needed.column(), expression));
  }

  /** The key that was chosen; what is no key is asked again. */
  private Optional<String> choose(Choices choices) {
    List<String> lines = choices.lines();
    while (true) {
      Optional<String> answer = prompt.get().ask(lines, choices.prompt());
      if (answer.isEmpty() || choices.has(answer.get())) {
        return answer;
      }
      lines = List.of();
    }
  }
}
