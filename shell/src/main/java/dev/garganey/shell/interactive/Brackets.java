package dev.garganey.shell.interactive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Brackets tells whether a text of Groovy goes on in the next line. */
final class Brackets {
  /** What opens a string, the longer ones first; Groovy, "Syntax", 6. */
  private static final List<String> QUOTES = List.of("'''", "\"\"\"", "'", "\"", "$/", "/");

  /** Behind these words a slash opens a string, and behind any other name it divides. */
  private static final Set<String> BEFORE_VALUES =
      Set.of("return", "in", "assert", "case", "else", "throw");

  private final String text;
  private int at;

  private Brackets(String text) {
    this.text = text;
  }

  /** Whether every bracket, string and comment is closed, and no line ends with a backslash. */
  static boolean areClosed(String text) {
    return new Brackets(text).code(false) && !text.stripTrailing().endsWith("\\");
  }

  /**
   * Reads code; whether all that it opens is closed.
   *
   * @param embedded whether it stands in a string, so that a brace ends it
   */
  private boolean code(boolean embedded) {
    Deque<Character> open = new ArrayDeque<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          return false;
        }
        at = end + 2;
      } else if (!opened().isEmpty()) {
        if (!string(opened())) {
          return false;
        }
      } else {
        at++;
        if ("([{".indexOf(c) >= 0) {
          open.push(c);
        } else if (c == '}' && embedded && open.isEmpty()) {
          return true;
        } else if (")]}".indexOf(c) >= 0 && !open.isEmpty()) {
          open.pop();
        }
      }
    }
    return open.isEmpty() && !embedded;
  }

  /** The quote that opens a string here; empty where none does. */
  private String opened() {
    String quote = QUOTES.stream().filter(q -> text.startsWith(q, at)).findFirst().orElse("");
    boolean named = quote.equals("$/") && at > 0 && isOfName(text.charAt(at - 1));
    return named || (quote.equals("/") && !mayBeginValue()) ? "" : quote;
  }

  private boolean mayBeginValue() {
    int end = at;
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
      end--;
    }
    int begin = end;
    while (begin > 0 && isOfName(text.charAt(begin - 1))) {
      begin--;
    }
    return begin < end
        ? BEFORE_VALUES.contains(text.substring(begin, end))
        : end == 0 || ")]}'\"/".indexOf(text.charAt(end - 1)) < 0;
  }

  private static boolean isOfName(char c) {
    return Character.isJavaIdentifierPart(c);
  }

  /** Reads a string; whether it is closed. */
  private boolean string(String quote) {
    String close = quote.equals("$/") ? "/$" : quote;
    boolean holdsCode = quote.indexOf('\'') < 0;
    at += quote.length();
    while (at < text.length()) {
      if (isEscaped(quote)) {
        at += 2;
      } else if (text.startsWith(close, at)) {
        at += close.length();
        return true;
      } else if (holdsCode && text.startsWith("${", at)) {
        at += 2;
        if (!code(true)) {
          return false;
        }
      } else {
        at++;
      }
    }
    return false;
  }

  private boolean isEscaped(String quote) {
    return switch (quote) {
      case "/" -> text.startsWith("\\/", at);
      case "$/" -> text.startsWith("$$", at) || text.startsWith("$/", at);
      default -> text.charAt(at) == '\\';
    };
  }
}
