package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.RawSql;
import dev.garganey.plan.Probe;
import dev.garganey.plan.Statement;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SqliteRawSql judges raw SQL by its first words: whether it may run in a transaction. */
final class SqliteRawSql {
  private static final Set<String> TRANSACTION_WORDS =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

  /** These pragmas do nothing, or fail, within a transaction; SQLite, "PRAGMA Statements". */
  private static final Set<String> OUTSIDE =
      Set.of("JOURNAL_MODE", "FOREIGN_KEYS", "AUTO_VACUUM", "SYNCHRONOUS", "INCREMENTAL_VACUUM");

  private SqliteRawSql() {}

  static Statement classify(RawSql operation, Statement statement) {
    List<SqlToken> words;
    try {
      words =
          SqlTokenizer.tokenize(operation.sql(), Product.SQLITE.syntax()).stream()
              .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
              .limit(2)
              .toList();
    } catch (SqlMistake mistake) {
      throw new SchemaMistake(mistake.getMessage());
    }
    String first = words.isEmpty() ? "" : words.get(0).text().toUpperCase(Locale.ROOT);
    String second = words.size() < 2 ? "" : words.get(1).text().toUpperCase(Locale.ROOT);
    if (TRANSACTION_WORDS.contains(first)) {
      throw new SchemaMistake(
          "Raw SQL must not say "
              + first
              + ": Garganey opens and ends the transactions; leave it out, or say transactional"
              + " false at the top of the migration");
    }
    boolean outside =
        first.equals("VACUUM")
            || first.equals("ATTACH")
            || first.equals("DETACH")
            || (first.equals("PRAGMA") && OUTSIDE.contains(second));
    return outside ? statement.alone(Optional.of(Probe.REPEATABLE)) : statement;
  }
}
