package dev.garganey.shell.report;

import java.util.Set;

/** Width is how many places a terminal takes for a text. */
public final class Width {
  private static final Set<Character.UnicodeScript> WIDE =
      Set.of(
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA);

  private static final int FIRST_EMOJI = 0x1F300;
  private static final int FIRST_NOT_PLAIN = 0x300;

  private Width() {}

  /** How many places it takes: two for what is wide in East Asia, and for emoji. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      width += of(character);
      i += Character.charCount(character);
    }
    return width;
  }

  /** The places of one character. */
  static int of(int character) {
    if (character < FIRST_NOT_PLAIN) {
      return 1;
    }
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
