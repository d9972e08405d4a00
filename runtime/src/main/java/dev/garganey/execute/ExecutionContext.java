package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * ExecutionContext is what a run works with.
 *
 * @param connection in autocommit mode between transactions
 * @param events told what happens
 */
public record ExecutionContext(
    Connection connection,
    Dialect dialect,
    History history,
    Journal journal,
    ExecutionSettings settings,
    Interruption interruption,
    Consumer<ExecutionEvent> events) {

  /** What history, journal and schema are now. */
  public Snapshot snapshot() throws SQLException {
    return Snapshot.of(this);
  }

  /** All that the database remembers of migrations now. */
  public Remembered remembered() throws SQLException {
    return Remembered.of(this);
  }

  void tell(ExecutionEvent event) {
    events.accept(event);
  }
}
