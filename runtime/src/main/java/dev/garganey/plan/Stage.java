package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Stage is what is committed as one: the statements of a transaction, or one statement that runs
 * outside of any or commits batch by batch.
 *
 * @param opening what a script for the product's own client says before the statements
 * @param closing what it says after them
 */
public record Stage(List<Statement> statements, List<String> opening, List<String> closing) {
  public Stage {
    statements = List.copyOf(statements);
    opening = List.copyOf(opening);
    closing = List.copyOf(closing);
  }

  /** The stage of these statements, opened and closed in the dialect's words. */
  static Stage of(List<Statement> statements, Dialect dialect) {
    Stage bare = new Stage(statements, List.of(), List.of());
    if (!bare.isTransaction()) {
      return bare;
    }
    boolean suspends = bare.suspendsForeignKeys();
    return new Stage(statements, dialect.opening(suspends), dialect.closing(suspends));
  }

  /** The same for eyes, with all that it says passed through {@code hiding}. */
  Stage showing(UnaryOperator<String> hiding) {
    return new Stage(statements.stream().map(s -> s.showing(hiding)).toList(), opening, closing);
  }

  /** Whether it is a transaction. */
  public boolean isTransaction() {
    return statements.stream().allMatch(s -> s.transactional() && !s.isBatched());
  }

  /** The same with foreign keys off, between receipts. */
  Stage withForeignKeysSuspended(String brokenKeys) {
    return new Stage(ForeignKeyReceipts.around(statements, brokenKeys), opening, closing);
  }

  /** Whether its transaction must be opened with foreign keys off. */
  public boolean suspendsForeignKeys() {
    return statements.stream().anyMatch(Statement::suspendsForeignKeys);
  }
}
