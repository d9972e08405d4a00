package dev.garganey.script;

/** PureKind is what is known of a value of a pure script. */
enum PureKind {
  /** Text, a number, true or false, null, or a list, range or map of such. */
  PLAIN,

  /**
   * A product or another constant of the language, or a list of such: its text is its name, its
   * hash is no two times the same.
   */
  CONSTANT,

  /** SQL, bytes or a type as a value, also within lists and maps. */
  VALUE,

  /** Plain values in something that is equal to itself alone: an array, the values of a map. */
  VIEW,

  /** A block of the script. */
  BLOCK,

  /** What a word of the language returns: more words may follow it, or another word takes it. */
  WORD,

  /** Now this, now that: nothing may be done with it. */
  ANY;

  /** What is known of a value that is one of the two. */
  PureKind or(PureKind other) {
    if (this == other) {
      return this;
    }
    if (isValue() && other.isValue()) {
      return compareTo(other) < 0 ? other : this;
    }
    boolean plain = this == PLAIN || other == PLAIN;
    boolean view = this == VIEW || other == VIEW;
    return plain && view ? VIEW : ANY;
  }

  /** Whether a list or map may hold it. */
  boolean isValue() {
    return this == PLAIN || this == CONSTANT || this == VALUE;
  }

  /** Whether its text is always the same. */
  boolean hasText() {
    return this == PLAIN || this == CONSTANT;
  }

  /** Whether a method of plain values may be called on it. */
  boolean isPlainOrView() {
    return this == PLAIN || this == VIEW;
  }
}
