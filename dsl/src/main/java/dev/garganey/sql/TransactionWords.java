package dev.garganey.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * TransactionWords tells which statements of a text open, end or mark a transaction, by their first
 * words. What cannot be read says nothing: no database takes it either.
 */
public final class TransactionWords {
  private static final Set<String> ENDING =
      Set.of("begin", "start", "commit", "end", "rollback", "abort");

  private static final Set<String> MARKING = Set.of("savepoint", "release", "rollback");

  private TransactionWords() {}

  /** What would open or end a transaction, in capitals; {@code ROLLBACK TO} does not. */
  public static Optional<String> ending(String sql, SqlSyntax syntax) {
    return parts(sql, syntax).stream()
        .map(part -> ending(words(part.text(), syntax)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What would make, forget or go back to a savepoint, in capitals. */
  public static Optional<String> marking(String sql, SqlSyntax syntax) {
    return parts(sql, syntax).stream()
        .map(part -> words(part.text(), syntax))
        .filter(words -> !words.isEmpty() && ending(words).isEmpty())
        .map(words -> words.get(0).lower())
        .filter(MARKING::contains)
        .map(word -> word.toUpperCase(Locale.ROOT))
        .findFirst();
  }

  private static Optional<String> ending(List<SqlToken> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String first = words.get(0).lower();
    boolean ends =
        ENDING.contains(first)
            ? !(first.equals("rollback") && isTo(words))
            : first.equals("prepare") && words.size() > 1 && words.get(1).is("transaction");
    String said = first.equals("prepare") ? "prepare transaction" : first;
    return ends ? Optional.of(said.toUpperCase(Locale.ROOT)) : Optional.empty();
  }

  /** {@code ROLLBACK [WORK | TRANSACTION] TO [SAVEPOINT] x}. */
  private static boolean isTo(List<SqlToken> words) {
    int at =
        words.size() > 1 && (words.get(1).is("work") || words.get(1).is("transaction")) ? 2 : 1;
    return words.size() > at && words.get(at).is("to");
  }

  private static List<SqlPart> parts(String sql, SqlSyntax syntax) {
    try {
      return SqlSplitter.split(sql, syntax);
    } catch (SqlMistake unreadable) {
      return List.of();
    }
  }

  private static List<SqlToken> words(String statement, SqlSyntax syntax) {
    return SqlTokenizer.tokenize(statement, syntax).stream()
        .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
        .limit(4)
        .toList();
  }
}
