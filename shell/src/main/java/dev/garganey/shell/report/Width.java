package dev.garganey.shell.report;

import java.util.Set;

/** Width is how many places of a terminal a text takes. */
public final class Width {
  private static final Set<Character.UnicodeScript> WIDE =
      Set.of(
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA);

  private static final int FIRST_EMOJI = 0x1F300;

  private Width() {}

  /** Two for what is wide in East Asia and for emoji, none for what joins another character. */
  public static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  private static int of(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  private static boolean isWide(int character) {
    return Character.isIdeographic(character)
        || WIDE.contains(Character.UnicodeScript.of(character))
        || (character >= FIRST_EMOJI && Character.getType(character) == Character.OTHER_SYMBOL);
  }

  /** The text with an ellipsis for what goes beyond so many places. */
  public static String cut(String text, int places) {
    if (of(text) <= places) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 1;
    for (int c : text.codePoints().toArray()) {
      used += of(c);
      if (used > places) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept + "…";
  }

  /** The text with spaces after it up to so many places. */
  public static String pad(String text, int places) {
    return text + " ".repeat(Math.max(0, places - of(text)));
  }
}
