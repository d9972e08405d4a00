package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import java.sql.Connection;
import java.sql.SQLException;

/** Snapshot tells whether history, journal or schema changed. */
public record Snapshot(String history, String journal, long schema) {
  /** What they are now. */
  public static Snapshot of(
      Connection connection, Dialect dialect, History history, Journal journal)
      throws SQLException {
    return new Snapshot(
        history.version(connection),
        journal.version(connection),
        dialect.schemaVersion(connection));
  }

  /** Whether Garganey remembers the same, whatever became of the schema. */
  public boolean remembersAs(Snapshot other) {
    return history.equals(other.history) && journal.equals(other.journal);
  }
}
