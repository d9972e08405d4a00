package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Value;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Expressions reads defaults and what stands between parentheses. */
final class Expressions {
  /** SQLite takes these as a default without parentheses (sqlite.org, "CREATE TABLE", 3.2). */
  private static final Set<String> CURRENT =
      Set.of("current_timestamp", "current_date", "current_time");

  /** Numbers that come back as they were written, so that 1e5 stays a floating point number. */
  private static final Pattern EXACT = Pattern.compile("\\d+(\\.\\d+)?|\\.\\d+");

  private Expressions() {}

  /** Whether it stands after DEFAULT without parentheses. */
  static boolean isBareDefault(String expression) {
    return CURRENT.contains(expression.toLowerCase(Locale.ROOT));
  }

  /** Passes what follows DEFAULT. */
  static Value defaultValue(Tokens tokens) {
    if (tokens.sees("(")) {
      return new Value.Expression(tokens.group());
    }
    int from = tokens.position();
    boolean negative = tokens.accepts("-");
    boolean signed = negative || tokens.accepts("+");
    SqlToken token = tokens.next();
    String text = token.text();
    boolean number = token.kind() == SqlToken.Kind.NUMBER && EXACT.matcher(text).matches();
    if (number && (negative || !signed)) {
      return new Value.Number(new BigDecimal(negative ? "-" + text : text));
    }
    if (token.kind() == SqlToken.Kind.STRING && !signed) {
      return text.startsWith("'")
          ? new Value.Text(token.name())
          : new Value.Binary(text.substring(2, text.length() - 1));
    }
    if (token.isName() && !signed) {
      return word(token);
    }
    return new Value.Expression(tokens.between(from, tokens.position()));
  }

  /** A bare name is a string (sqlite.org, "Quirks", on double-quoted strings). */
  private static Value word(SqlToken token) {
    if (token.is("null")) {
      return new Value.Null();
    }
    if (token.is("true") || token.is("false")) {
      return new Value.Bool(token.is("true"));
    }
    if (token.kind() == SqlToken.Kind.WORD && isBareDefault(token.text())) {
      return new Value.Expression(token.text());
    }
    return new Value.Text(token.name());
  }

  /** The text up to its last token, as SQLite stores it: no comment, no semicolon after that. */
  static String trimmed(String sql) {
    try {
      return SqlTokenizer.tokenize(sql, Product.SQLITE.syntax()).stream()
          .filter(t -> t.kind() != SqlToken.Kind.COMMENT && !t.is(";"))
          .reduce((first, second) -> second)
          .map(last -> sql.substring(0, last.end()).strip())
          .orElse(sql);
    } catch (SqlMistake unreadable) {
      return sql;
    }
  }

  /**
   * A check without the name of its own table before a column: that means the same, and does not
   * fail while the table has another name, as in a rebuild.
   */
  static String unqualified(String expression, String table) {
    try {
      List<SqlToken> tokens = SqlTokenizer.tokenize(expression, Product.SQLITE.syntax());
      StringBuilder text = new StringBuilder();
      int from = 0;
      for (int i = 0; i + 2 < tokens.size(); i++) {
        boolean qualifies =
            tokens.get(i).isName()
                && tokens.get(i).kind() != SqlToken.Kind.STRING
                && tokens.get(i).name().equalsIgnoreCase(table)
                && tokens.get(i + 1).is(".");
        if (qualifies) {
          text.append(expression, from, tokens.get(i).start());
          from = tokens.get(i + 2).start();
        }
      }
      return text.append(expression.substring(from)).toString();
    } catch (SqlMistake unreadable) {
      return expression;
    }
  }

  /** The expression without parentheses around the whole of it. */
  static String ungrouped(String expression) {
    String text = expression.strip();
    while (text.startsWith("(")) {
      try {
        Tokens tokens = new Tokens(text);
        String inner = tokens.group();
        if (!tokens.atEnd() || inner.isEmpty()) {
          return text;
        }
        text = inner;
      } catch (SqlMistake | SchemaMistake unreadable) {
        return text;
      }
    }
    return text;
  }
}
