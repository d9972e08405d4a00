package dev.garganey.shell.interactive;

/** Incomplete says that more lines belong to what was typed; the message says what is missing. */
final class Incomplete extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Incomplete(String missing) {
    super(missing);
  }
}
