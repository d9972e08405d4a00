package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.SessionChange;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.RawSql;
import dev.garganey.plan.Action;
import dev.garganey.plan.Probe;
import dev.garganey.plan.Statement;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SqliteRawSql judges raw SQL by its first words. */
final class SqliteRawSql {
  private static final Set<String> TRANSACTION_WORDS =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");

  /** These pragmas do nothing, or fail, within a transaction; SQLite, "PRAGMA Statements". */
  private static final Set<String> OUTSIDE =
      Set.of("JOURNAL_MODE", "AUTO_VACUUM", "SYNCHRONOUS", "INCREMENTAL_VACUUM");

  /** SQLite, "PRAGMA Statements": a boolean is one of these words or a number. */
  private static final Set<String> TRUE = Set.of("ON", "YES", "TRUE", "EXTRA", "FULL");

  /** What opens a script's {@code PRAGMA main.name = value}. */
  private static final int LOOKED_AT = 8;

  private final String text;
  private final List<SqlToken> tokens;

  /** These pragmas last as long as the session (the same page); others are kept in the file. */
  private static final Set<String> OF_SESSION =
      Set.of(
          "AUTOMATIC_INDEX",
          "CACHE_SIZE",
          "CASE_SENSITIVE_LIKE",
          "CELL_SIZE_CHECK",
          "IGNORE_CHECK_CONSTRAINTS",
          "LEGACY_ALTER_TABLE",
          "MMAP_SIZE",
          "RECURSIVE_TRIGGERS",
          "REVERSE_UNORDERED_SELECTS",
          "SYNCHRONOUS",
          "TEMP_STORE",
          "TRUSTED_SCHEMA",
          "WRITABLE_SCHEMA");

  private SqliteRawSql(String text) {
    this.text = text;
    try {
      this.tokens =
          SqlTokenizer.tokenize(text, Product.SQLITE.syntax()).stream()
              .filter(t -> t.kind() != SqlToken.Kind.COMMENT)
              .limit(LOOKED_AT)
              .toList();
    } catch (SqlMistake mistake) {
      throw new SchemaMistake(mistake.getMessage());
    }
  }

  static SqliteRawSql of(RawSql operation) {
    return new SqliteRawSql(operation.sql());
  }

  /** What a statement changes for the rest of the session alone. */
  static Optional<SessionChange> sessionChange(String sql) {
    SqliteRawSql raw = new SqliteRawSql(sql);
    if (raw.word(0).equals("ATTACH")) {
      SqlToken name = raw.tokens.get(raw.tokens.size() - 1);
      boolean plain = raw.tokens.size() < LOOKED_AT && name.isName();
      return Optional.of(
          new SessionChange(
              plain ? Optional.of("DETACH DATABASE " + name.text()) : Optional.empty()));
    }
    boolean changes =
        raw.word(0).equals("DETACH")
            || (raw.word(0).equals("PRAGMA") && OF_SESSION.contains(raw.word(raw.named(1))));
    return changes ? Optional.of(new SessionChange(Optional.empty())) : Optional.empty();
  }

  /** Whether, and how, the statement runs in a transaction. */
  Statement classify(Statement statement) {
    if (TRANSACTION_WORDS.contains(word(0))) {
      throw new SchemaMistake(
          "Raw SQL must not say "
              + word(0)
              + ": Garganey opens and ends the transactions; leave it out, or say transactional"
              + " false at the top of the migration");
    }
    boolean pragma = word(0).equals("PRAGMA");
    String name = word(named(1));
    if (pragma && name.equals("FOREIGN_KEYS") && tokens.size() > named(1) + 2) {
      return statement.doing(new Action.ForeignKeys(isTrue(named(1) + 2), text));
    }
    boolean outside =
        word(0).equals("VACUUM")
            || word(0).equals("ATTACH")
            || word(0).equals("DETACH")
            || (pragma && OUTSIDE.contains(name));
    return outside ? statement.alone(Optional.of(Probe.REPEATABLE)) : statement;
  }

  /** Where the name is that stands at an index, or behind a schema's name there. */
  private int named(int at) {
    return word(at + 1).equals(".") ? at + 2 : at;
  }

  private String word(int at) {
    return at < tokens.size() ? tokens.get(at).text().toUpperCase(Locale.ROOT) : "";
  }

  private boolean isTrue(int at) {
    String value = tokens.get(at).name().toUpperCase(Locale.ROOT);
    return TRUE.contains(value) || value.matches("0*[1-9][0-9]*");
  }
}
