package dev.garganey.execute;

import java.sql.Connection;
import java.sql.SQLException;

/** Recording writes to history what was done; it is part of the last transaction. */
@FunctionalInterface
public interface Recording {
  /** Writes, given the milliseconds that the migration took. */
  void write(Connection connection, long millis) throws SQLException;
}
