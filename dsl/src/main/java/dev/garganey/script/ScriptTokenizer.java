package dev.garganey.script;

import dev.garganey.script.ScriptToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * ScriptTokenizer reads the tokens of Groovy in a text that may be only half written, for those who
 * colour or complete it (Groovy documentation, "Syntax"). It makes something of every text.
 */
public final class ScriptTokenizer {
  private static final String[] QUOTES = {"'''", "\"\"\"", "'", "\""};

  private final String text;
  private final List<ScriptToken> tokens = new ArrayList<>();
  private int at;

  private ScriptTokenizer(String text) {
    this.text = text;
  }

  /** The tokens of a text, with comments and ends of lines, without blanks. */
  public static List<ScriptToken> tokenize(String text) {
    return new ScriptTokenizer(text).read();
  }

  private List<ScriptToken> read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        add(Kind.NEW_LINE, at + 1, true);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at) || (at == 0 && text.startsWith("#!"))) {
        int end = text.indexOf('\n', at);
        add(Kind.COMMENT, end < 0 ? text.length() : end, end >= 0);
      } else if (text.startsWith("/*", at)) {
        delimited(Kind.COMMENT, "*/", at + 2, false, false);
      } else if (Character.isJavaIdentifierStart(c) && !text.startsWith("$/", at)) {
        add(Kind.WORD, endOfWord(at), true);
      } else if (Character.isDigit(c)) {
        add(Kind.NUMBER, endOfNumber(), true);
      } else if (!string()) {
        add(Kind.SYMBOL, at + 1, true);
      }
    }
    return tokens;
  }

  private void add(Kind kind, int end, boolean closed) {
    tokens.add(new ScriptToken(kind, text.substring(at, end), at, end, closed));
    at = end;
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Digits with what belongs to a number: a point before a digit, underscores, a suffix. */
  private int endOfNumber() {
    int end = endOfWord(at);
    if (end + 1 < text.length()
        && text.charAt(end) == '.'
        && Character.isDigit(text.charAt(end + 1))) {
      end = endOfWord(end + 1);
    }
    return end;
  }

  private boolean string() {
    for (String quote : QUOTES) {
      if (text.startsWith(quote, at)) {
        delimited(Kind.STRING, quote, at + quote.length(), true, quote.charAt(0) == '"');
        return true;
      }
    }
    if (text.startsWith("$/", at)) {
      delimited(Kind.STRING, "/$", at + 2, false, false);
      return true;
    }
    if (text.charAt(at) == '/' && opensPattern()) {
      delimited(Kind.STRING, "/", at + 1, true, false);
      return true;
    }
    return false;
  }

  /** Whether a slash begins a pattern: where no operand stands before that it could divide. */
  private boolean opensPattern() {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      ScriptToken before = tokens.get(i);
      if (before.kind() != Kind.COMMENT) {
        return before.kind() == Kind.NEW_LINE
            || (before.kind() == Kind.SYMBOL && ")]}".indexOf(before.text()) < 0);
      }
    }
    return false;
  }

  private void delimited(Kind kind, String close, int from, boolean escapes, boolean interpolates) {
    int end = end(close, from, escapes, interpolates);
    add(kind, end < 0 ? text.length() : end, end >= 0);
  }

  /** The place behind what closes a literal; -1 where nothing does. */
  private int end(String close, int from, boolean escapes, boolean interpolates) {
    int i = from;
    while (i < text.length()) {
      if (escapes && text.charAt(i) == '\\') {
        i += 2;
      } else if (text.startsWith(close, i)) {
        return i + close.length();
      } else if (interpolates && text.startsWith("${", i)) {
        int inner = endOfCode(i + 2);
        i = inner < 0 ? i + 2 : inner;
      } else {
        i++;
      }
    }
    return -1;
  }

  /** The place behind the brace that closes an expression in a text; -1 where none does. */
  private int endOfCode(int from) {
    int depth = 1;
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int inner = end(String.valueOf(c), i + 1, true, c == '"');
        if (inner < 0) {
          return -1;
        }
        i = inner;
        continue;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      i++;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
