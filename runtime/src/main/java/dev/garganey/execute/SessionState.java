package dev.garganey.execute;

import dev.garganey.dialect.SessionChange;
import dev.garganey.plan.Action;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * SessionState is what a migration says to its session, a search path say. It holds for all of the
 * migration, also where another run goes on with it, and for no other one.
 */
final class SessionState {
  private final ExecutionContext context;

  SessionState(ExecutionContext context) {
    this.context = context;
  }

  /** Says again what a stage said that an earlier run has done. */
  void restore(Stage done) throws SQLException {
    for (Statement statement : done.statements()) {
      if (change(statement).isPresent()) {
        execute(statement.action().text());
      }
    }
  }

  /** Puts back what a migration changed. */
  void forget(MigrationPlan plan) throws SQLException {
    Deque<String> undo = new ArrayDeque<>();
    for (Statement statement : plan.statements()) {
      change(statement).flatMap(SessionChange::undo).ifPresent(undo::push);
    }
    for (String statement : undo) {
      execute(statement);
    }
  }

  private Optional<SessionChange> change(Statement statement) {
    return statement.action() instanceof Action.Sql sql
        ? context.dialect().sessionChange(sql.text())
        : Optional.empty();
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement statement = context.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
