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

  /** Whether who is asked may confirm a change by typing the environment's name. */
  default boolean confirmsByName() {
    return false;
  }

  /** The same, and something is done before each question. */
  default Prompt after(Runnable before) {
    Prompt self = this;
    return new Prompt() {
      @Override
      public Optional<String> ask(List<String> lines, String prompt) {
        before.run();
        return self.ask(lines, prompt);
      }

      @Override
      public boolean confirmsByName() {
        return self.confirmsByName();
      }
    };
  }
}
