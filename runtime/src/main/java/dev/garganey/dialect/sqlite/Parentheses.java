package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;

/** Parentheses takes away those that enclose a whole expression and mean nothing. */
final class Parentheses {
  private Parentheses() {}

  static String stripped(String expression) {
    String text = expression.strip();
    while (text.startsWith("(") && encloses(text)) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  /** Whether the first parenthesis is closed by the last character. */
  private static boolean encloses(String text) {
    List<SqlToken> tokens;
    try {
      tokens = SqlTokenizer.tokenize(text, Product.SQLITE.syntax());
    } catch (SqlMistake unreadable) {
      return false;
    }
    int depth = 0;
    for (SqlToken token : tokens) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0) {
        return token.end() == text.length();
      }
    }
    return false;
  }
}
