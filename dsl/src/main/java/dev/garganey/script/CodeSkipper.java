package dev.garganey.script;

/** CodeSkipper knows where strings and comments of Groovy code end. */
final class CodeSkipper {
  private static final String[] QUOTES = {"'''", "\"\"\"", "'", "\""};

  private CodeSkipper() {}

  /**
   * The offset after the string or comment that begins at {@code i}; {@code i} where none does.
   *
   * @param before the last character before that is no white space: after it, a slash is a division
   *     or opens a string
   */
  static int skip(String code, int i, char before) {
    if (code.startsWith("//", i)) {
      int line = code.indexOf('\n', i);
      return line < 0 ? code.length() : line;
    }
    if (code.startsWith("/*", i)) {
      return end(code, "*/", i + 2, false);
    }
    for (String quote : QUOTES) {
      if (code.startsWith(quote, i)) {
        return end(code, quote, i + quote.length(), true);
      }
    }
    if (code.startsWith("$/", i)) {
      return end(code, "/$", i + 2, false);
    }
    if (code.charAt(i) == '/' && "(,=:[~{;\n!&|?+<>-".indexOf(before) >= 0) {
      return end(code, "/", i + 1, true);
    }
    return i;
  }

  private static int end(String code, String quote, int from, boolean escapes) {
    for (int at = from; at < code.length(); at++) {
      if (escapes && code.charAt(at) == '\\') {
        at++;
      } else if (code.startsWith(quote, at)) {
        return at + quote.length();
      }
    }
    return code.length();
  }
}
