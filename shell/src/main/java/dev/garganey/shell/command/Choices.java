package dev.garganey.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Choices are a question and its answers, each behind a key; none is taken by just Enter. */
final class Choices {
  static final String QUIT = "q";

  private final String question;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Map<String, String> candidates = new LinkedHashMap<>();

  Choices(String question) {
    this.question = question;
  }

  Choices with(String key, String answer) {
    answers.put(key, answer);
    return this;
  }

  /** An answer that names something, which {@link #candidate} gives back. */
  Choices with(String key, String answer, String candidate) {
    candidates.put(key, candidate);
    return with(key, answer);
  }

  boolean has(String key) {
    return answers.containsKey(key);
  }

  Optional<String> candidate(String key) {
    return Optional.ofNullable(candidates.get(key));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(question));
    answers.forEach((key, answer) -> lines.add("  " + key + "  " + answer));
    return lines;
  }

  String prompt() {
    return "[" + String.join("/", answers.keySet()) + "]";
  }
}
