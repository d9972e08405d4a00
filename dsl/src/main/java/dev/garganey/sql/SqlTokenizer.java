package dev.garganey.sql;

import java.util.ArrayList;
import java.util.List;

/** SqlTokenizer reads SQL text as tokens, in time that grows with its length only. */
public final class SqlTokenizer {
  private static final List<String> LONG_SYMBOLS =
      List.of("->>", "::", ":=", "||", "<=", ">=", "<>", "!=", "==", "->", "=>", "<<", ">>");

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
   * The tokens of a text, comments included, white space left out.
   *
   * @throws SqlMistake if a string, quoted name, dollar quote or comment is not closed
   */
  public static List<SqlToken> tokenize(String sql, SqlSyntax syntax) {
    return new SqlTokenizer(sql, syntax).run();
  }

  private List<SqlToken> run() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\n') {
        at++;
        line++;
        lineStart = at;
      } else if (isSpace(c)) {
        at++;
      } else {
        token(c);
      }
    }
    return List.copyOf(tokens);
  }

  private static boolean isSpace(char c) {
    // A byte order mark at the start of a file is white space to us.
    return c <= ' ' || c == '\uFEFF' || c == '\u00A0';
  }

  private void token(char c) {
    if (c == '-' && peek(1) == '-') {
      add(SqlToken.Kind.COMMENT, lineEnd());
    } else if (c == '/' && peek(1) == '*') {
      add(SqlToken.Kind.COMMENT, blockComment());
    } else if (c == '\'') {
      add(SqlToken.Kind.STRING, quoted(at, '\'', false));
    } else if (c == '"') {
      add(SqlToken.Kind.QUOTED_NAME, quoted(at, '"', false));
    } else if (syntax.otherQuotes() && c == '`') {
      add(SqlToken.Kind.QUOTED_NAME, quoted(at, '`', false));
    } else if (syntax.otherQuotes() && c == '[') {
      add(SqlToken.Kind.QUOTED_NAME, bracketed());
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      add(SqlToken.Kind.NUMBER, numberEnd());
    } else if (isWordStart(c)) {
      word();
    } else if (c == '$' && syntax.dollarQuotes()) {
      dollar();
    } else if (!syntax.dollarQuotes() && (c == '?' || isNamedParameter(c))) {
      add(SqlToken.Kind.PARAMETER, wordEnd(at + 1));
    } else {
      add(SqlToken.Kind.SYMBOL, at + symbolLength());
    }
  }

  private boolean isNamedParameter(char c) {
    return (c == ':' || c == '@' || c == '$') && isWordPart(peek(1));
  }

  private void word() {
    int end = wordEnd(at);
    int length = end - at;
    char first = Character.toLowerCase(sql.charAt(at));
    char next = end < sql.length() ? sql.charAt(end) : '\0';
    if (length == 1 && next == '\'' && isStringPrefix(first)) {
      add(SqlToken.Kind.STRING, quoted(end, '\'', first == 'e'));
    } else if (length == 1 && first == 'u' && syntax.escapeStrings() && next == '&') {
      char quote = end + 1 < sql.length() ? sql.charAt(end + 1) : '\0';
      if (quote == '\'' || quote == '"') {
        add(
            quote == '"' ? SqlToken.Kind.QUOTED_NAME : SqlToken.Kind.STRING,
            quoted(end + 1, quote, false));
      } else {
        add(SqlToken.Kind.WORD, end);
      }
    } else {
      add(SqlToken.Kind.WORD, end);
    }
  }

  private boolean isStringPrefix(char c) {
    return c == 'x' || (syntax.escapeStrings() && (c == 'e' || c == 'b' || c == 'n'));
  }

  private void dollar() {
    int end = at + 1;
    if (isDigit(peek(1))) {
      while (end < sql.length() && isDigit(sql.charAt(end))) {
        end++;
      }
      add(SqlToken.Kind.PARAMETER, end);
      return;
    }
    if (end < sql.length() && isWordStart(sql.charAt(end))) {
      while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
        end++;
      }
    }
    if (end >= sql.length() || sql.charAt(end) != '$') {
      add(SqlToken.Kind.SYMBOL, at + 1);
      return;
    }
    String tag = sql.substring(at, end + 1);
    int close = sql.indexOf(tag, end + 1);
    if (close < 0) {
      throw mistake("This dollar quote is not closed; its text ends with " + tag);
    }
    add(SqlToken.Kind.STRING, close + tag.length());
  }

  private int blockComment() {
    int depth = 1;
    int i = at + 2;
    while (i < sql.length()) {
      if (sql.startsWith("*/", i)) {
        i += 2;
        depth--;
        if (depth == 0) {
          return i;
        }
      } else if (syntax.nestedComments() && sql.startsWith("/*", i)) {
        i += 2;
        depth++;
      } else {
        i++;
      }
    }
    throw mistake("This comment is not closed; it ends with */");
  }

  private int lineEnd() {
    int end = sql.indexOf('\n', at);
    int stop = end < 0 ? sql.length() : end;
    return stop > at && sql.charAt(stop - 1) == '\r' ? stop - 1 : stop;
  }

  private int quoted(int open, char quote, boolean backslashes) {
    int i = open + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\\' && backslashes) {
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    throw mistake(
        quote == '\''
            ? "This string is not closed; a quote inside of one is doubled"
            : "This quoted name is not closed");
  }

  private int bracketed() {
    int close = sql.indexOf(']', at);
    if (close < 0) {
      throw mistake("This quoted name is not closed");
    }
    return close + 1;
  }

  private int numberEnd() {
    int end = at;
    if (sql.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      return wordEnd(at + 2);
    }
    while (end < sql.length()) {
      char c = sql.charAt(end);
      boolean sign =
          (c == '+' || c == '-')
              && (sql.charAt(end - 1) == 'e' || sql.charAt(end - 1) == 'E')
              && end > at;
      if (c == '.' && end + 1 < sql.length() && sql.charAt(end + 1) == '.') {
        break;
      }
      if (!isDigit(c) && c != '.' && c != '_' && c != 'e' && c != 'E' && !sign) {
        break;
      }
      end++;
    }
    return end;
  }

  private int symbolLength() {
    for (String symbol : LONG_SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        return symbol.length();
      }
    }
    return 1;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private char peek(int offset) {
    return at + offset < sql.length() ? sql.charAt(at + offset) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && !isSpace(c));
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }

  private void add(SqlToken.Kind kind, int end) {
    tokens.add(new SqlToken(kind, sql.substring(at, end), at, end, line, at - lineStart + 1));
    for (int i = at; i < end; i++) {
      if (sql.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    at = end;
  }

  private SqlMistake mistake(String message) {
    return new SqlMistake(message, line, at - lineStart + 1);
  }
}
