package dev.garganey.script;

/** Braces finds the brace that closes a block. */
final class Braces {
  private Braces() {}

  /** The offset of the outermost brace that nothing closes, or -1. */
  static int unclosed(String code) {
    for (int i = 0; i < code.length(); i++) {
      int open = next(code, i);
      if (open < 0) {
        return -1;
      }
      i = closing(code, open);
      if (i < 0) {
        return open;
      }
    }
    return -1;
  }

  private static int next(String code, int from) {
    char before = '\n';
    for (int i = from; i < code.length(); ) {
      int after = CodeSkipper.skip(code, i, before);
      if (after > i) {
        before = '"';
        i = after;
        continue;
      }
      char c = code.charAt(i);
      if (c == '{') {
        return i;
      }
      before = c == '\n' || !Character.isWhitespace(c) ? c : before;
      i++;
    }
    return -1;
  }

  /** The offset of the brace that closes the one at {@code open}, or -1 where none does. */
  static int closing(String code, int open) {
    int depth = 0;
    char before = '\n';
    for (int i = open; i < code.length(); ) {
      int after = CodeSkipper.skip(code, i, before);
      if (after > i) {
        before = '"';
        i = after;
        continue;
      }
      char c = code.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
      before = c == '\n' || !Character.isWhitespace(c) ? c : before;
      i++;
    }
    return -1;
  }
}
