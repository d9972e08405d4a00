package dev.garganey.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * SqlNames finds and replaces names in expressions and bodies that are kept verbatim. What cannot
 * be read is left as it is.
 */
public final class SqlNames {
  /** Reads what either product may have written. */
  private static final SqlSyntax EITHER = new SqlSyntax(true, true, true, false, false, false);

  private SqlNames() {}

  /** Whether an expression mentions a column, as far as its words tell. */
  public static boolean mentions(String sql, String column) {
    return !replace(sql, (tokens, i) -> isColumn(tokens, i, column) ? Optional.of("") : NONE)
        .equals(sql);
  }

  /** Whether a query or body mentions a table or view, as far as its words tell. */
  public static boolean mentionsTable(String sql, String table) {
    return !replace(
            sql,
            (tokens, i) ->
                names(tokens.get(i), table) && !precedes(tokens, i, "(") ? Optional.of("") : NONE)
        .equals(sql);
  }

  /** An expression over one table after a column got another name. */
  public static String renameColumn(String sql, String from, String to) {
    return replace(sql, (tokens, i) -> isColumn(tokens, i, from) ? Optional.of(quoted(to)) : NONE);
  }

  /**
   * A trigger's definition after a column of its table got another name: NEW and OLD, and the
   * columns of UPDATE OF, follow.
   */
  public static String renameInTrigger(String definition, String from, String to) {
    return replace(
        definition,
        (tokens, i) ->
            names(tokens.get(i), from) && (ofRow(tokens, i) || inUpdateOf(tokens, i))
                ? Optional.of(quoted(to))
                : NONE);
  }

  /** A query or body after a table got another name, where it plainly stands for a table. */
  public static String renameTable(String sql, String from, String to) {
    // Most queries name other tables: only the rest is worth reading.
    String text = sql.toLowerCase(Locale.ROOT);
    String name = from.toLowerCase(Locale.ROOT);
    return !text.contains(name) && !text.contains(name.replace("\"", "\"\""))
        ? sql
        : replace(
            sql,
            (tokens, i) ->
                names(tokens.get(i), from) && standsForTable(tokens, i)
                    ? Optional.of(quoted(to))
                    : NONE);
  }

  private static final Optional<String> NONE = Optional.empty();

  private static boolean isColumn(List<SqlToken> tokens, int i, String column) {
    return names(tokens.get(i), column)
        && !precedes(tokens, i, "(")
        && !precedes(tokens, i, ".")
        && !follows(tokens, i, "as")
        && !follows(tokens, i, "::")
        && !follows(tokens, i, "collate");
  }

  private static boolean ofRow(List<SqlToken> tokens, int i) {
    return follows(tokens, i, ".")
        && i > 1
        && (tokens.get(i - 2).is("new") || tokens.get(i - 2).is("old"));
  }

  private static boolean inUpdateOf(List<SqlToken> tokens, int i) {
    int at = i;
    while (at > 1 && tokens.get(at - 1).is(",")) {
      at -= 2;
    }
    return at > 1 && tokens.get(at - 1).is("of") && tokens.get(at - 2).is("update");
  }

  private static boolean standsForTable(List<SqlToken> tokens, int i) {
    if (precedes(tokens, i, ".")) {
      return !follows(tokens, i, ".");
    }
    return List.of("from", "join", "into", "update", "on", "replace").stream()
            .anyMatch(word -> follows(tokens, i, word))
        && !precedes(tokens, i, "=");
  }

  private static boolean names(SqlToken token, String name) {
    return switch (token.kind()) {
      case WORD -> token.text().equalsIgnoreCase(name);
      case QUOTED_NAME -> token.name().equalsIgnoreCase(name);
      default -> false;
    };
  }

  private static boolean precedes(List<SqlToken> tokens, int i, String next) {
    return i + 1 < tokens.size() && tokens.get(i + 1).is(next);
  }

  private static boolean follows(List<SqlToken> tokens, int i, String previous) {
    return i > 0 && tokens.get(i - 1).is(previous);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String replace(
      String sql, BiFunction<List<SqlToken>, Integer, Optional<String>> replacement) {
    List<SqlToken> tokens;
    try {
      tokens =
          SqlTokenizer.tokenize(sql, EITHER).stream()
              .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
              .toList();
    } catch (SqlMistake unreadable) {
      return sql;
    }
    StringBuilder result = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Optional<String> instead = replacement.apply(tokens, i);
      if (instead.isPresent()) {
        // SQLite lets [name] stand for a quoted name; PostgreSQL's a[i] is preceded by a name.
        boolean bracketed =
            follows(tokens, i, "[")
                && precedes(tokens, i, "]")
                && (i < 2 || !(tokens.get(i - 2).isName() || tokens.get(i - 2).is(")")));
        result.append(sql, copied, tokens.get(bracketed ? i - 1 : i).start());
        result.append(instead.get());
        copied = tokens.get(bracketed ? i + 1 : i).end();
      }
    }
    return result.append(sql, copied, sql.length()).toString();
  }
}
