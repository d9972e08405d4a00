package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Stages decides what is committed together. */
final class Stages {
  private Stages() {}

  /**
   * Groups statements.
   *
   * @param transactional whether all that can share a transaction does; otherwise only what must,
   *     the statements of a table rebuild and a guard with what it guards
   * @param dialect knows how a transaction is opened
   */
  static List<Stage> of(List<Statement> statements, boolean transactional, Dialect dialect) {
    List<Stage> stages = new ArrayList<>();
    List<Statement> open = new ArrayList<>();
    for (Statement statement : statements) {
      boolean alone = !statement.transactional() || statement.isBatched();
      if (alone || (!transactional && !belongsTogether(open, statement))) {
        close(stages, open, dialect);
      }
      open.add(statement);
      if (alone) {
        close(stages, open, dialect);
      }
    }
    close(stages, open, dialect);
    return stages;
  }

  private static boolean belongsTogether(List<Statement> open, Statement next) {
    if (open.isEmpty()) {
      return true;
    }
    Statement last = open.get(open.size() - 1);
    return last.action() instanceof Action.Guard
        || (last.suspendsForeignKeys() && next.suspendsForeignKeys());
  }

  private static void close(List<Stage> stages, List<Statement> open, Dialect dialect) {
    if (!open.isEmpty()) {
      stages.add(Stage.of(open, dialect));
      open.clear();
    }
  }
}
