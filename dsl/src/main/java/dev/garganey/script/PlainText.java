package dev.garganey.script;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * PlainText reads the words, texts, numbers, gaps and comments of a plain script, as Groovy does
 * (Groovy documentation, "Syntax"). Whatever might be something else to Groovy is {@link Beyond}.
 */
final class PlainText {
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  PlainText(String text) {
    this.text = text;
  }

  /** Mark is a place of the text to which the reader can return. */
  record Mark(int at, int line, int lineStart) {}

  Mark mark() {
    return new Mark(at, line, lineStart);
  }

  void reset(Mark mark) {
    at = mark.at();
    line = mark.line();
    lineStart = mark.lineStart();
  }

  int line() {
    return line;
  }

  /** The column, from 1; like Groovy's it counts characters and not halves of them. */
  int column() {
    return text.codePointCount(lineStart, at) + 1;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** The next character, 0 at the end. */
  char peek() {
    return peek(0);
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  /** Goes past {@code c} where it is next. */
  boolean take(char c) {
    if (peek() != c || atEnd()) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) {
    require(take(c));
  }

  static void require(boolean understood) {
    if (!understood) {
      throw new Beyond();
    }
  }

  // --- Gaps --------------------------------------------------------------------------------------

  /** Goes past blanks and comments of this line. */
  void blanks() {
    while (true) {
      if (peek() == ' ' || peek() == '\t' || (peek() == '\r' && peek(1) == '\n')) {
        at++;
      } else if (peek() == '/' && peek(1) == '/') {
        lineComment();
      } else if (peek() == '/' && peek(1) == '*') {
        int before = line;
        blockComment();
        require(line == before); // Groovy sees an end of line there or none, as it comes
      } else {
        return;
      }
    }
  }

  /** Goes past blanks, comments and ends of lines. */
  void gap() {
    while (true) {
      if (peek() == '/' && peek(1) == '*') {
        blockComment();
        continue;
      }
      int before = at;
      blanks();
      if (peek() == '\n') {
        newLine();
      } else if (at == before) {
        return;
      }
    }
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private void lineComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void blockComment() {
    int end = text.indexOf("*/", at + 2);
    require(end >= 0);
    while (at < end + 2) {
      if (peek() == '\n') {
        newLine();
      } else {
        at++;
      }
    }
  }

  // --- Words -------------------------------------------------------------------------------------

  boolean atWord() {
    return isLetter(peek());
  }

  String word() {
    require(atWord());
    int start = at;
    while (isLetter(peek()) || isDigit(peek())) {
      at++;
    }
    require(!Character.isJavaIdentifierPart(peek()) || atEnd());
    return text.substring(start, at);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  // --- Numbers -----------------------------------------------------------------------------------

  boolean atNumber() {
    return isDigit(peek());
  }

  boolean atNegative() {
    return peek() == '-' && isDigit(peek(1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A number as Groovy has it: int, long or BigInteger, or BigDecimal with a point. */
  Number number() {
    int start = at;
    take('-');
    int digits = at;
    digits();
    boolean whole = peek() != '.' || !isDigit(peek(1));
    if (!whole) {
      at++;
      digits();
    }
    // A leading zero is an octal number, and a letter a type or an exponent.
    require(peek(digits - at) != '0' || !isDigit(peek(digits - at + 1)));
    require(!Character.isJavaIdentifierPart(peek()) || atEnd());
    String number = text.substring(start, at);
    return whole ? narrow(new BigInteger(number)) : new BigDecimal(number);
  }

  private void digits() {
    while (isDigit(peek())) {
      at++;
    }
  }

  private static Number narrow(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  // --- Texts -------------------------------------------------------------------------------------

  boolean atText() {
    return peek() == '\'' || peek() == '"';
  }

  String text() {
    char quote = peek();
    boolean lines = peek(1) == quote && peek(2) == quote;
    int width = lines ? 3 : 1;
    at += width;
    StringBuilder content = new StringBuilder();
    while (!closes(quote, width)) {
      char c = peek();
      require(!atEnd() && (lines || (c != '\n' && c != '\r')) && (c != '$' || quote == '\''));
      if (c == '\\') {
        at++;
        content.append(escaped());
      } else if (c == '\n') {
        newLine();
        content.append(c);
      } else if (c == '\r') {
        require(peek(1) == '\n'); // the end of a line is the same everywhere
        at++;
      } else {
        at++;
        content.append(c);
      }
    }
    at += width;
    require(peek() != quote);
    return content.toString();
  }

  private boolean closes(char quote, int width) {
    return peek() == quote && (width == 1 || (peek(1) == quote && peek(2) == quote));
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '\\', '\'', '"', '$' -> c;
      case 'u' -> unicode();
      default -> throw new Beyond();
    };
  }

  private char unicode() {
    require(at + 4 <= text.length());
    int code = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      require(digit >= 0);
      code = code * 16 + digit;
    }
    require(code != '\\'); // to Groovy that begins one more escape
    return (char) code;
  }
}
