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
    // Asking a table that is not there would end a transaction.
    return new Snapshot(
        dialect.hasTable(connection, history.name()) ? history.version(connection) : "",
        dialect.hasTable(connection, journal.name()) ? journal.version(connection) : "",
        dialect.schemaVersion(connection));
  }

  /** Whether Garganey remembers the same, whatever became of the schema. */
  public boolean remembersAs(Snapshot other) {
    return history.equals(other.history) && journal.equals(other.journal);
  }
}
