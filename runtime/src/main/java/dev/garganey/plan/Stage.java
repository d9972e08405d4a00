package dev.garganey.plan;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Stage is what is committed as one: the statements of a transaction, or one statement that runs
 * outside of any or commits batch by batch.
 */
public record Stage(List<Statement> statements) {
  public Stage {
    statements = List.copyOf(statements);
  }

  /** The same for eyes, with all that it says passed through {@code hiding}. */
  Stage showing(UnaryOperator<String> hiding) {
    return new Stage(statements.stream().map(s -> s.showing(hiding)).toList());
  }

  /** Whether it is a transaction. */
  public boolean isTransaction() {
    return statements.stream().allMatch(s -> s.transactional() && !s.isBatched());
  }

  /** The same with foreign keys off, between receipts. */
  Stage withForeignKeysSuspended(String brokenKeys) {
    return new Stage(ForeignKeyReceipts.around(statements, brokenKeys));
  }

  /** Whether its transaction must be opened with foreign keys off. */
  public boolean suspendsForeignKeys() {
    return statements.stream().anyMatch(Statement::suspendsForeignKeys);
  }
}
