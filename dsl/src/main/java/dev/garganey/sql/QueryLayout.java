package dev.garganey.sql;

import java.util.List;
import java.util.Set;

/**
 * QueryLayout breaks a query that stands on one long line into its clauses, for those who read it.
 * Nothing but white space between words changes.
 */
public final class QueryLayout {
  private static final int LONG = 80;
  private static final String INDENT = "  ";

  private static final Set<String> CLAUSES =
      Set.of(
          "from",
          "where",
          "group",
          "having",
          "order",
          "limit",
          "offset",
          "union",
          "intersect",
          "except",
          "window",
          "join");

  /** What stands before JOIN and belongs to it. */
  private static final Set<String> OF_JOIN =
      Set.of("left", "right", "full", "inner", "outer", "cross", "natural");

  private final String sql;
  private final List<SqlToken> tokens;
  private final StringBuilder laid = new StringBuilder();
  private int lineStart;

  private QueryLayout(String sql, List<SqlToken> tokens) {
    this.sql = sql;
    this.tokens = tokens;
  }

  /** The query on several lines; as it is where it has several already, or is short. */
  public static String of(String sql, SqlSyntax syntax) {
    if (sql.indexOf('\n') >= 0 || sql.length() <= LONG) {
      return sql;
    }
    try {
      return new QueryLayout(sql, SqlTokenizer.tokenize(sql, syntax)).lay();
    } catch (SqlMistake unreadable) {
      return sql;
    }
  }

  private String lay() {
    int depth = 0;
    int last = 0;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (i > 0 && depth == 0 && beginsClause(i)) {
        breakLine("");
      } else if (i > 0 && isTooLong(i)) {
        breakLine(INDENT);
      } else {
        laid.append(sql, last, token.start());
      }
      laid.append(sql, token.start(), token.end());
      last = token.end();
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return laid.append(sql, last, sql.length()).toString();
  }

  private void breakLine(String indent) {
    laid.append('\n').append(indent);
    lineStart = laid.length() - indent.length();
  }

  private boolean beginsClause(int i) {
    String word = tokens.get(i).lower();
    String before = tokens.get(i - 1).lower();
    if (OF_JOIN.contains(word)) {
      return leadsToJoin(i) && !OF_JOIN.contains(before);
    }
    return word.equals("join")
        ? !OF_JOIN.contains(before)
        : CLAUSES.contains(word) && !before.equals("distinct") && !before.equals("within");
  }

  private boolean leadsToJoin(int i) {
    int next = i;
    while (next < tokens.size() && OF_JOIN.contains(tokens.get(next).lower())) {
      next++;
    }
    return next < tokens.size() && tokens.get(next).is("join");
  }

  /** Whether what ends at the next place where a line may be broken would run over. */
  private boolean isTooLong(int i) {
    SqlToken before = tokens.get(i - 1);
    SqlToken token = tokens.get(i);
    if (!before.is(",") && !token.is("and") && !token.is("or")) {
      return false;
    }
    int end = i + 1;
    while (end < tokens.size()
        && !tokens.get(end).is(",")
        && !tokens.get(end).is("and")
        && !tokens.get(end).is("or")
        && !CLAUSES.contains(tokens.get(end).lower())) {
      end++;
    }
    int width = tokens.get(end - 1).end() - before.end();
    return laid.length() - lineStart + width > LONG;
  }
}
