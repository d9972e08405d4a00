package dev.garganey.dialect;

import java.sql.SQLException;

/** WriterLock makes its owner the one writer of a database; it dies with its owner. */
public interface WriterLock extends AutoCloseable {
  /** Frees the lock. */
  @Override
  void close() throws SQLException;
}
