package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Stages decides what is committed together. */
final class Stages {
  private final boolean transactional;
  private final Dialect dialect;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Statement> open = new ArrayList<>();
  private boolean keysOff;

  private Stages(boolean transactional, Dialect dialect) {
    this.transactional = transactional;
    this.dialect = dialect;
  }

  /**
   * Groups statements.
   *
   * @param transactional whether all that can share a transaction does; otherwise only what must,
   *     the statements of a table rebuild and a guard with what it guards
   * @param dialect knows how a transaction is opened, and how broken foreign keys are counted
   */
  static List<Stage> of(List<Statement> statements, boolean transactional, Dialect dialect) {
    Stages result = new Stages(transactional, dialect);
    statements.forEach(result::add);
    result.close();
    return result.stages;
  }

  private void add(Statement next) {
    Statement statement = underKeys(next);
    boolean alone = !statement.transactional() || statement.isBatched();
    if (alone || (!transactional && !belongsTogether(statement))) {
      close();
    }
    open.add(statement);
    if (alone) {
      close();
    }
  }

  /**
   * Between the author's words that foreign keys are off, and on again, every transaction is so.
   */
  private Statement underKeys(Statement next) {
    boolean suspended = keysOff;
    if (next.action() instanceof Action.ForeignKeys keys) {
      keysOff = !keys.on();
      suspended |= keysOff;
    }
    return suspended && next.transactional() ? next.withForeignKeysSuspended() : next;
  }

  private boolean belongsTogether(Statement next) {
    if (open.isEmpty()) {
      return true;
    }
    Statement last = open.get(open.size() - 1);
    return last.action().isLook() || (last.suspendsForeignKeys() && next.suspendsForeignKeys());
  }

  /** Receipts lie in the transaction that they are about. */
  private void close() {
    if (open.isEmpty()) {
      return;
    }
    Stage stage = Stage.of(open, dialect);
    boolean receipts =
        dialect.brokenForeignKeys().isPresent()
            && stage.isTransaction()
            && stage.suspendsForeignKeys();
    stages.add(
        receipts
            ? Stage.of(ForeignKeyReceipts.around(open, dialect.brokenForeignKeys().get()), dialect)
            : stage);
    open.clear();
  }
}
