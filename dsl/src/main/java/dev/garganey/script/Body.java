package dev.garganey.script;

/** Body is a block of a script: the words between two braces, said to whichever builder asks. */
@FunctionalInterface
public interface Body {
  /** Says the words to a builder. */
  void sayTo(Builder builder);
}
