package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;

/** Tokens walks through a statement of sqlite_schema, comments left out. */
final class Tokens {
  private final String sql;
  private final List<SqlToken> tokens;
  private int at;

  Tokens(String sql) {
    this.sql = sql;
    this.tokens =
        SqlTokenizer.tokenize(sql, Product.SQLITE.syntax()).stream()
            .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
            .toList();
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  /** Whether the next tokens are these words or symbols. */
  boolean sees(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the next tokens are these; then they are passed. */
  boolean accepts(String... words) {
    boolean seen = sees(words);
    if (seen) {
      at += words.length;
    }
    return seen;
  }

  /** Passes these tokens, which must come next. */
  void expect(String... words) {
    if (!accepts(words)) {
      throw unexpected("`" + String.join(" ", words) + "`");
    }
  }

  SqlToken peek() {
    if (atEnd()) {
      throw unexpected("more");
    }
    return tokens.get(at);
  }

  SqlToken next() {
    SqlToken token = peek();
    at++;
    return token;
  }

  /** Passes a name; SQLite takes a string for one too. */
  String name() {
    SqlToken token = next();
    if (!token.isName()) {
      at--;
      throw unexpected("a name");
    }
    return token.name();
  }

  /** Passes {@code name} or {@code schema.name} and yields the name. */
  String qualifiedName() {
    String name = name();
    return accepts(".") ? name() : name;
  }

  /** Passes a balanced group in parentheses and yields what is between them, verbatim. */
  String group() {
    SqlToken open = peek();
    expect("(");
    int depth = 1;
    while (true) {
      SqlToken token = next();
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
        if (depth == 0) {
          return sql.substring(open.end(), token.start()).strip();
        }
      }
    }
  }

  /** All that follows, verbatim, without a closing semicolon. */
  String rest() {
    String text = atEnd() ? "" : sql.substring(tokens.get(at).start()).strip();
    at = tokens.size();
    return text.endsWith(";") ? text.substring(0, text.length() - 1).stripTrailing() : text;
  }

  /** What stands between two positions of {@link #position}, verbatim. */
  String between(int from, int to) {
    return from >= to
        ? ""
        : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end()).strip();
  }

  /** The position among the tokens. */
  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  SqlToken token(int position) {
    return tokens.get(position);
  }

  private SchemaMistake unexpected(String wanted) {
    String found = atEnd() ? "its end" : "`" + tokens.get(at).text() + "`";
    return new SchemaMistake("Expected " + wanted + " but found " + found + " in: " + sql);
  }
}
