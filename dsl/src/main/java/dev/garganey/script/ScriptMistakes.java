package dev.garganey.script;

import java.util.List;
import java.util.stream.Collectors;

/** ScriptMistakes says everything that is wrong in a project's files, all at once. */
public final class ScriptMistakes extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /**
   * @param mistakes one or more, in the order of the file
   */
  public ScriptMistakes(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::render).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** What is wrong, in the order of the file. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
