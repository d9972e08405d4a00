package dev.garganey.operation;

/** CodeText is Groovy code as text, compared without its layout. */
final class CodeText {
  private CodeText() {}

  /** The code without comments and without white space, except in strings. */
  static String withoutLayout(String code) {
    StringBuilder kept = new StringBuilder();
    int i = 0;
    while (i < code.length()) {
      char c = code.charAt(i);
      boolean escaped = i > 0 && code.charAt(i - 1) == '\\';
      int end;
      if (!escaped && code.startsWith("//", i)) {
        end = code.indexOf('\n', i);
        i = end < 0 ? code.length() : end;
      } else if (!escaped && code.startsWith("/*", i)) {
        end = code.indexOf("*/", i + 2);
        i = end < 0 ? code.length() : end + 2;
      } else if (!escaped && (c == '\'' || c == '"')) {
        end = endOfString(code, i, c);
        kept.append(code, i, end);
        i = end;
      } else {
        if (!Character.isWhitespace(c)) {
          kept.append(c);
        }
        i++;
      }
    }
    return kept.toString();
  }

  private static int endOfString(String code, int start, char quote) {
    String triple = String.valueOf(quote).repeat(3);
    String end = code.startsWith(triple, start) ? triple : String.valueOf(quote);
    for (int i = start + end.length(); i < code.length(); i++) {
      if (code.charAt(i) == '\\') {
        i++;
      } else if (code.startsWith(end, i)) {
        return i + end.length();
      }
    }
    return code.length();
  }
}
