package dev.garganey.script;

/** Beyond says that it takes Groovy to understand a script, which is more than words and values. */
final class Beyond extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Beyond() {
    super("", null, false, false);
  }
}
