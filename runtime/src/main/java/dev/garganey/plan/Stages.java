package dev.garganey.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stages decides what is committed together. */
final class Stages {
  private final boolean transactional;
  private final Optional<String> brokenKeys;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Statement> open = new ArrayList<>();
  private boolean keysOff;

  private Stages(boolean transactional, Optional<String> brokenKeys) {
    this.transactional = transactional;
    this.brokenKeys = brokenKeys;
  }

  /**
   * Groups statements.
   *
   * @param transactional whether all that can share a transaction does; otherwise only what must,
   *     the statements of a table rebuild and a guard with what it guards
   * @param brokenKeys the query that counts broken foreign keys, where some transactions have
   *     foreign keys off
   */
  static List<Stage> of(
      List<Statement> statements, boolean transactional, Optional<String> brokenKeys) {
    Stages result = new Stages(transactional, brokenKeys);
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
    return last.action() instanceof Action.Guard
        || (last.suspendsForeignKeys() && next.suspendsForeignKeys());
  }

  /** Receipts lie in the transaction that they are about. */
  private void close() {
    if (open.isEmpty()) {
      return;
    }
    Stage stage = new Stage(open);
    boolean receipts =
        brokenKeys.isPresent() && stage.isTransaction() && stage.suspendsForeignKeys();
    stages.add(receipts ? new Stage(ForeignKeyReceipts.around(open, brokenKeys.get())) : stage);
    open.clear();
  }
}
