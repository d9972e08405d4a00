package dev.garganey.shell.interactive;

import java.util.ArrayDeque;
import java.util.Deque;

/** Brackets tells whether a text of Groovy goes on in the next line. */
final class Brackets {
  private Brackets() {}

  /** Whether every bracket, string and comment is closed, and no line ends with a backslash. */
  static boolean areClosed(String text) {
    Deque<Character> open = new ArrayDeque<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        if (end < 0) {
          return false;
        }
        i = end + 2;
      } else if (c == '\'' || c == '"') {
        int end = endOfString(text, i);
        if (end < 0) {
          return false;
        }
        i = end;
      } else {
        if ("([{".indexOf(c) >= 0) {
          open.push(c);
        } else if (")]}".indexOf(c) >= 0 && !open.isEmpty()) {
          open.pop();
        }
        i++;
      }
    }
    return open.isEmpty() && !text.stripTrailing().endsWith("\\");
  }

  /** The place behind a string; -1 where it is not closed. */
  private static int endOfString(String text, int start) {
    String one = text.substring(start, start + 1);
    String quote = text.startsWith(one.repeat(3), start) ? one.repeat(3) : one;
    int i = start + quote.length();
    while (i < text.length()) {
      if (text.charAt(i) == '\\') {
        i += 2;
      } else if (text.startsWith(quote, i)) {
        return i + quote.length();
      } else {
        i++;
      }
    }
    return -1;
  }
}
