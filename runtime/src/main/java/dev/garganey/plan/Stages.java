package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stages decides what is committed together. */
final class Stages {
  private final boolean transactional;
  private final Dialect dialect;
  private final List<Stage> stages = new ArrayList<>();
  private final List<Statement> open = new ArrayList<>();

  /** What the open stage remembers and has not compared yet. */
  private final Set<String> remembered = new HashSet<>();

  private Stages(boolean transactional, Dialect dialect) {
    this.transactional = transactional;
    this.dialect = dialect;
  }

  /**
   * Groups statements.
   *
   * @param transactional whether all that can share a transaction does; otherwise only what must,
   *     the statements of a table rebuild, what is remembered until it is compared, and a guard
   *     with what it guards
   * @param dialect knows how a transaction is opened
   */
  static List<Stage> of(List<Statement> statements, boolean transactional, Dialect dialect) {
    Stages stages = new Stages(transactional, dialect);
    statements.forEach(stages::add);
    stages.close();
    return stages.stages;
  }

  private void add(Statement statement) {
    boolean alone = !statement.transactional() || statement.isBatched();
    if (alone || (!transactional && !belongsTogether(statement))) {
      close();
    }
    open.add(statement);
    if (statement.action() instanceof Action.Remember remember) {
      remembered.add(remember.key());
    } else if (statement.action() instanceof Action.Compare compare) {
      remembered.remove(compare.key());
    }
    if (alone) {
      close();
    }
  }

  private boolean belongsTogether(Statement next) {
    if (open.isEmpty() || !remembered.isEmpty()) {
      return true;
    }
    Statement last = open.get(open.size() - 1);
    return last.action() instanceof Action.Guard
        || (last.suspendsForeignKeys() && next.suspendsForeignKeys());
  }

  private void close() {
    if (!open.isEmpty()) {
      stages.add(Stage.of(open, dialect));
      open.clear();
    }
    remembered.clear();
  }
}
