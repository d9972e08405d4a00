package dev.garganey.shell.result;

import dev.garganey.shell.report.Width;

/** Visible shows text in a line: what would move the cursor, or nobody sees, stands as a sign. */
final class Visible {
  private static final String ELLIPSIS = "…";

  private Visible() {}

  /** The text with control characters as {@code \n}, {@code \t} and {@code \x1b}. */
  static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        default -> {
          if (isHidden(c)) {
            shown.append(
                c < 0x100 ? String.format("\\x%02x", (int) c) : String.format("\\u%04x", (int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return shown.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isHidden(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Control characters, and those that turn the direction of text around (Unicode, UAX 9). */
  private static boolean isHidden(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** The text in no more places than those. */
  static String cut(String text, int places) {
    if (text.length() <= places / 2 || Width.of(text) <= places) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      String one = Character.toString(character);
      width += Width.of(one);
      if (width > places - 1) {
        break;
      }
      kept.append(one);
      i += one.length();
    }
    return kept + ELLIPSIS;
  }
}
