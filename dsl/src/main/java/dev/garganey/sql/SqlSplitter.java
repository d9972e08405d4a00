package dev.garganey.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * SqlSplitter cuts an SQL text into its statements.
 *
 * <p>A semicolon ends a statement, except within parentheses of PostgreSQL's rules, within the body
 * of a function that begins with BEGIN ATOMIC, and within the body of an SQLite trigger, which ends
 * with {@code ; END} (the rule of {@code sqlite3_complete}).
 */
public final class SqlSplitter {
  private final String sql;
  private final SqlSyntax syntax;
  private final List<SqlToken> tokens;
  private final List<SqlPart> parts = new ArrayList<>();

  private SqlSplitter(String sql, SqlSyntax syntax) {
    this.sql = sql;
    this.syntax = syntax;
    this.tokens = SqlTokenizer.tokenize(sql, syntax);
  }

  /**
   * The statements of a text, without empty ones; a comment stays with the statement that follows.
   *
   * @throws SqlMistake if a string, quoted name, dollar quote or comment is not closed
   */
  public static List<SqlPart> split(String sql, SqlSyntax syntax) {
    SqlSplitter splitter = new SqlSplitter(sql, syntax);
    splitter.run();
    return List.copyOf(splitter.parts);
  }

  private void run() {
    int first = 0;
    Statement statement = new Statement();
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (token.kind() == SqlToken.Kind.COMMENT) {
        continue;
      }
      if (token.is(";") && statement.endsHere()) {
        add(first, i, statement);
        first = i + 1;
        statement = new Statement();
      } else {
        statement.take(token, following(i));
      }
    }
    add(first, tokens.size(), statement);
  }

  private SqlToken following(int i) {
    return i + 1 < tokens.size() ? tokens.get(i + 1) : tokens.get(i);
  }

  private void add(int from, int to, Statement statement) {
    if (!statement.isEmpty()) {
      SqlToken head = tokens.get(from);
      int end = tokens.get(to - 1).end();
      parts.add(new SqlPart(sql.substring(head.start(), end), head.line(), head.column()));
    }
  }

  /** Statement is what has been seen of the statement being read. */
  private final class Statement {
    private final StringBuilder opening = new StringBuilder();
    private int words;
    private boolean empty = true;
    private boolean trigger;
    private boolean routine;
    private boolean begun;
    private int parentheses;
    private int blocks;
    private String previous = "";
    private String beforePrevious = "";

    boolean isEmpty() {
      return empty;
    }

    boolean endsHere() {
      if (trigger && begun) {
        return previous.equals("end") && beforePrevious.equals(";");
      }
      return !syntax.atomicBodies() || (parentheses <= 0 && blocks == 0);
    }

    void take(SqlToken token, SqlToken following) {
      empty = false;
      if (token.kind() == SqlToken.Kind.WORD) {
        word(token, following);
      } else if (token.is("(")) {
        parentheses++;
      } else if (token.is(")")) {
        parentheses--;
      }
      beforePrevious = previous;
      boolean sign = token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.SYMBOL;
      previous = sign ? token.lower() : "…";
    }

    private void word(SqlToken token, SqlToken following) {
      if (words < 8) {
        words++;
        opening.append(token.lower()).append(' ');
        String seen = opening.toString();
        trigger |=
            syntax.triggerBodies()
                && seen.matches("(explain (query plan )?)?create (temp |temporary )?trigger ");
        routine |=
            syntax.atomicBodies() && seen.matches("create (or replace )?(function|procedure) ");
      }
      if (previous.equals(".")) {
        return; // NEW.end is a column.
      }
      if (trigger) {
        begun |= token.is("begin");
      } else if (routine) {
        block(token, following);
      }
    }

    private void block(SqlToken token, SqlToken following) {
      if (token.is("begin") && following.is("atomic")) {
        blocks++;
      } else if (token.is("case") && blocks > 0) {
        blocks++;
      } else if (token.is("end") && blocks > 0) {
        blocks--;
      }
    }
  }
}
