package dev.garganey.dialect.postgresql;

/** Expressions puts the expressions that the server deparses into the form that people write. */
final class Expressions {
  private Expressions() {}

  /** The expression without parentheses that enclose all of it. */
  static String ungrouped(String expression) {
    String text = expression.strip();
    while (isEnclosed(text)) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  private static boolean isEnclosed(String text) {
    return text.startsWith("(") && text.endsWith(")") && closing(text, 0) == text.length() - 1;
  }

  /**
   * Where the parenthesis that opens at {@code from} closes, quotes and comments skipped; -1 if it
   * does not or if something is there that this simple reading cannot follow.
   */
  static int closing(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = text.indexOf(c, i + 1);
        if (i < 0) {
          return -1;
        }
      } else if (c == '$' || text.startsWith("--", i) || text.startsWith("/*", i)) {
        return -1;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    return -1;
  }
}
