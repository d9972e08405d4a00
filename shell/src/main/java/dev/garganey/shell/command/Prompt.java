package dev.garganey.shell.command;

import java.util.List;
import java.util.Optional;

/** Prompt is where a person can be asked. */
@FunctionalInterface
public interface Prompt {
  /**
   * Puts a question.
   *
   * @param lines what is asked, and what can be answered
   * @param prompt what the answer is typed behind
   * @return what was typed, without spaces around; empty where nobody answers any more
   */
  Optional<String> ask(List<String> lines, String prompt);
}
