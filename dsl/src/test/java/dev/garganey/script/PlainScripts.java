package dev.garganey.script;

/** PlainScripts tells which scripts need no Groovy as far as their form goes. */
public final class PlainScripts {
  /** A statement that says nothing, and that only Groovy can read. */
  public static final String GROOVY = "\ndef beyond = 1\n";

  private PlainScripts() {}

  /** Whether a script may be walked. */
  public static boolean isPlain(String text) {
    try {
      PlainParser.parse(ReservedWords.readable(text));
      return true;
    } catch (Beyond takesGroovy) {
      return false;
    }
  }
}
