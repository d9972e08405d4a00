package dev.garganey.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** ScratchDatabase is a throwaway database for proofs; it is gone when closed. */
public interface ScratchDatabase extends AutoCloseable {
  /** The one connection to it, in autocommit mode. */
  Connection connection();

  /** Makes it as good as new. */
  void clear() throws SQLException;

  @Override
  void close() throws SQLException;
}
