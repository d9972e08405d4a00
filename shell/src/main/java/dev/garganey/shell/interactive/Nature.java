package dev.garganey.shell.interactive;

import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;
import java.util.Set;

/** Nature is what a statement does, judged by its words. */
enum Nature {
  /** It reads. */
  READS,
  /** It begins, ends or marks a transaction, or sets something for the session. */
  STEERS,
  /** It changes rows or the schema, or may do so. */
  CHANGES;

  private static final Set<String> READING =
      Set.of("select", "values", "table", "show", "explain", "fetch", "with", "pragma");

  private static final Set<String> STEERING =
      Set.of(
          "begin",
          "start",
          "commit",
          "end",
          "rollback",
          "abort",
          "savepoint",
          "release",
          "set",
          "reset",
          "close",
          "declare",
          "move",
          "listen",
          "unlisten",
          "discard",
          "deallocate",
          "prepare");

  private static final Set<String> CHANGING =
      Set.of("insert", "update", "delete", "merge", "replace", "into", "truncate");

  /** What a statement does. */
  static Nature of(String sql, SqlSyntax syntax) {
    List<SqlToken> tokens;
    try {
      tokens =
          SqlTokenizer.tokenize(sql, syntax).stream()
              .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
              .toList();
    } catch (SqlMistake unreadable) {
      return CHANGES;
    }
    String first = tokens.isEmpty() ? "" : tokens.get(0).lower();
    if (STEERING.contains(first)) {
      return STEERS;
    }
    boolean changes =
        first.equals("pragma") ? tokens.stream().anyMatch(t -> t.is("=")) : changes(tokens);
    return READING.contains(first) && !changes ? READS : CHANGES;
  }

  private static boolean changes(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      boolean word =
          tokens.get(i).kind() == SqlToken.Kind.WORD && CHANGING.contains(tokens.get(i).lower());
      boolean function = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
      boolean locking = i > 0 && tokens.get(i - 1).is("for");
      if (word && !function && !locking) {
        return true;
      }
    }
    return false;
  }
}
