package dev.garganey.shell.report;

/**
 * Visible makes characters be seen that a terminal would obey or not show: names and values come
 * from a database, and so from anybody.
 */
public final class Visible {
  private Visible() {}

  /** On one line: ends of lines and tabs as their Java escapes, other controls by their code. */
  public static String line(String text) {
    if (text.codePoints().allMatch(Visible::isSeen)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    for (int c : text.codePoints().toArray()) {
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        default -> {
          if (isSeen(c)) {
            shown.appendCodePoint(c);
          } else {
            shown.append("\\u%04x".formatted(c));
          }
        }
      }
    }
    return shown.toString();
  }

  /** On as many lines as it has. */
  public static String lines(String text) {
    return String.join("\n", text.lines().map(l -> line(l.replace("\t", "    "))).toList());
  }

  /** Neither a control, nor one of those that turn the direction of what follows. */
  private static boolean isSeen(int c) {
    return !Character.isISOControl(c)
        && !(c >= 0x202A && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069)
        && Character.getType(c) != Character.SURROGATE;
  }
}
