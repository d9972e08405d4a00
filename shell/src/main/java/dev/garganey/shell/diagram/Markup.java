package dev.garganey.shell.diagram;

/** Markup writes texts so that XML takes them for nothing but texts. */
final class Markup {
  private Markup() {}

  /** For elements and attributes between double quotes. */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int c : text.codePoints().toArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> {
          if (isCharacter(c)) {
            escaped.appendCodePoint(c);
          } else {
            escaped.append('\uFFFD');
          }
        }
      }
    }
    return escaped.toString();
  }

  /** Extensible Markup Language 1.0, 2.2. */
  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
