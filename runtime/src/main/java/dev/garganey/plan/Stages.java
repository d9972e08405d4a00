package dev.garganey.plan;

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
   */
  static List<Stage> of(List<Statement> statements, boolean transactional) {
    List<Stage> stages = new ArrayList<>();
    List<Statement> open = new ArrayList<>();
    for (Statement statement : statements) {
      boolean alone = !statement.transactional() || statement.isBatched();
      if (alone || (!transactional && !belongsTogether(open, statement))) {
        close(stages, open);
      }
      open.add(statement);
      if (alone) {
        close(stages, open);
      }
    }
    close(stages, open);
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

  private static void close(List<Stage> stages, List<Statement> open) {
    if (!open.isEmpty()) {
      stages.add(new Stage(open));
      open.clear();
    }
  }
}
