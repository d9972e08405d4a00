package dev.garganey.script;

/** Anything stands where a mistake was noted; whatever is said to it is silently accepted. */
final class Anything extends Builder {
  Anything(Evaluation evaluation) {
    super(evaluation);
  }

  @Override
  public String toString() {
    return "?";
  }
}
