package dev.garganey.sql;

import dev.garganey.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** SqlTokenizer reads SQL text into tokens, white space left out, in one pass. */
public final class SqlTokenizer {
  private final String sql;
  private final SqlSyntax syntax;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private SqlTokenizer(String sql, SqlSyntax syntax) {
    this.sql = sql;
    this.syntax = syntax;
  }

  /**
   * The tokens of a text.
   *
   * @throws SqlMistake if a string, quoted name or comment has no end
   */
  public static List<SqlToken> tokenize(String sql, SqlSyntax syntax) {
    return new SqlTokenizer(sql, syntax).read();
  }

  private List<SqlToken> read() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else {
        token(c);
      }
    }
    return tokens;
  }

  private void token(char c) {
    int start = at;
    if (c == '-' && peek(1) == '-') {
      add(Kind.COMMENT, endOfLine(start));
    } else if (c == '/' && peek(1) == '*') {
      add(Kind.COMMENT, endOfBlock(start));
    } else if (c == '\'') {
      add(Kind.STRING, endOfString(start, false));
    } else if ((c == 'e' || c == 'E') && peek(1) == '\'' && syntax.escapeStrings()) {
      add(Kind.STRING, endOfString(start + 1, true));
    } else if (isPrefix(c) && peek(1) == '\'') {
      add(Kind.STRING, endOfString(start + 1, false));
    } else if (c == '"') {
      add(Kind.QUOTED_NAME, endOfQuoted(start, '"'));
    } else if (c == '`' && syntax.otherQuotes()) {
      add(Kind.QUOTED_NAME, endOfQuoted(start, '`'));
    } else if (c == '[' && syntax.otherQuotes()) {
      add(Kind.QUOTED_NAME, endOfBracket(start));
    } else if (c == '$' && syntax.dollarQuotes() && tagEnd(start) > 0) {
      add(Kind.STRING, endOfDollar(start));
    } else if (Character.isDigit(c) || (c == '.' && Character.isDigit(peek(1)))) {
      add(Kind.NUMBER, endOfNumber(start));
    } else if (isWordStart(c)) {
      add(Kind.WORD, endOfWord(start));
    } else if (isParameter(c)) {
      add(Kind.PARAMETER, Math.max(start + 1, endOfWord(start + 1)));
    } else {
      add(Kind.SYMBOL, start + symbolLength(start));
    }
  }

  private static boolean isPrefix(char c) {
    return "xXbBnN".indexOf(c) >= 0;
  }

  private boolean isParameter(char c) {
    if (c == '?') {
      return true;
    }
    boolean named = (c == ':' || c == '@' || c == '$') && isWordPart(peek(1));
    // A cast, a::b, is two symbols in a row and no parameter.
    return named && !(c == ':' && at > 0 && sql.charAt(at - 1) == ':');
  }

  private int symbolLength(int start) {
    if (start + 1 < sql.length()) {
      String two = sql.substring(start, start + 2);
      if (List.of("||", "::", "<=", ">=", "<>", "!=", "==", "->", "<<", ">>").contains(two)) {
        return 2;
      }
    }
    return 1;
  }

  private void add(Kind kind, int end) {
    tokens.add(new SqlToken(kind, sql.substring(at, end), at, end, line, at - lineStart + 1));
    for (int i = at; i < end; i++) {
      if (sql.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    at = end;
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private SqlMistake open(String what) {
    return new SqlMistake("This " + what + " has no end", line, at - lineStart + 1);
  }

  private int endOfLine(int start) {
    int end = sql.indexOf('\n', start);
    return end < 0 ? sql.length() : end;
  }

  private int endOfBlock(int start) {
    int depth = 1;
    int i = start + 2;
    while (i < sql.length()) {
      if (sql.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else if (syntax.nestedComments() && sql.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else {
        i++;
      }
    }
    throw open("comment");
  }

  private int endOfString(int quote, boolean escapes) {
    int i = quote + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (escapes && c == '\\') {
        i += 2;
      } else if (c != '\'') {
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
        i += 2;
      } else {
        return i + 1;
      }
    }
    throw open("string");
  }

  private int endOfQuoted(int start, char quote) {
    int i = start + 1;
    while (i < sql.length()) {
      if (sql.charAt(i) != quote) {
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    throw open("quoted name");
  }

  private int endOfBracket(int start) {
    int end = sql.indexOf(']', start);
    if (end < 0) {
      throw open("name in brackets");
    }
    return end + 1;
  }

  /** The offset after {@code $tag$}, or 0 where there is no such thing. */
  private int tagEnd(int start) {
    int i = start + 1;
    if (i < sql.length() && Character.isDigit(sql.charAt(i))) {
      return 0;
    }
    while (i < sql.length() && isWordPart(sql.charAt(i)) && sql.charAt(i) != '$') {
      i++;
    }
    return i < sql.length() && sql.charAt(i) == '$' ? i + 1 : 0;
  }

  private int endOfDollar(int start) {
    int body = tagEnd(start);
    String tag = sql.substring(start, body);
    int end = sql.indexOf(tag, body);
    if (end < 0) {
      throw open("string in " + tag);
    }
    return end + tag.length();
  }

  private int endOfNumber(int start) {
    int i = start;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      boolean exponentSign =
          (c == '+' || c == '-')
              && (sql.charAt(i - 1) == 'e' || sql.charAt(i - 1) == 'E')
              && !sql.startsWith("0x", start)
              && !sql.startsWith("0X", start);
      if (Character.isLetterOrDigit(c) || c == '.' || c == '_' || (i > start && exponentSign)) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static boolean isWordStart(char c) {
    return c == '_' || Character.isLetter(c) || c > 0x7f;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || Character.isDigit(c) || c == '$';
  }

  private int endOfWord(int start) {
    int i = start;
    while (i < sql.length() && isWordPart(sql.charAt(i))) {
      i++;
    }
    return i;
  }
}
