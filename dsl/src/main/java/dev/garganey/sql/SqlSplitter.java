package dev.garganey.sql;

import dev.garganey.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * SqlSplitter finds the statements of a text: they end at semicolons, but not at those within a
 * string, a comment, the body of a trigger ({@code BEGIN … END}) or of a function ({@code BEGIN
 * ATOMIC … END}).
 */
public final class SqlSplitter {
  private final String sql;
  private final SqlSyntax syntax;
  private final List<SqlPart> parts = new ArrayList<>();
  private final List<SqlToken> statement = new ArrayList<>();
  private boolean substance;
  private int depth;
  private boolean body;

  private SqlSplitter(String sql, SqlSyntax syntax) {
    this.sql = sql;
    this.syntax = syntax;
  }

  /**
   * The statements, in order; what holds nothing but comments is left out.
   *
   * @throws SqlMistake if a string, quoted name or comment has no end
   */
  public static List<SqlPart> split(String sql, SqlSyntax syntax) {
    SqlSplitter splitter = new SqlSplitter(sql, syntax);
    for (SqlToken token : SqlTokenizer.tokenize(sql, syntax)) {
      splitter.take(token);
    }
    splitter.close();
    return splitter.parts;
  }

  private void take(SqlToken token) {
    if (token.is(";") && depth == 0) {
      close();
      return;
    }
    statement.add(token);
    if (token.kind() == Kind.COMMENT) {
      return;
    }
    substance = true;
    if (token.kind() == Kind.WORD) {
      nest(token);
    }
  }

  private void nest(SqlToken word) {
    if (depth == 0) {
      if (word.is("begin") && syntax.triggerBodies() && startsTrigger()) {
        depth = 1;
      } else if (word.is("begin")) {
        body = syntax.atomicBodies() && startsWith("create");
      } else if (word.is("atomic") && body) {
        depth = 1;
      } else {
        body = false;
      }
    } else if (word.is("case") || word.is("begin")) {
      depth++;
    } else if (word.is("end")) {
      depth--;
    }
  }

  private boolean startsTrigger() {
    return startsWith("create") && words(4).stream().anyMatch(w -> w.is("trigger"));
  }

  private boolean startsWith(String word) {
    List<SqlToken> first = words(1);
    return !first.isEmpty() && first.get(0).is(word);
  }

  private List<SqlToken> words(int count) {
    return statement.stream().filter(t -> t.kind() == Kind.WORD).limit(count).toList();
  }

  private void close() {
    if (substance) {
      SqlToken first = statement.get(0);
      SqlToken last = statement.get(statement.size() - 1);
      parts.add(
          new SqlPart(sql.substring(first.start(), last.end()), first.line(), first.column()));
    }
    statement.clear();
    substance = false;
    depth = 0;
    body = false;
  }
}
