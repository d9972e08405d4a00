package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.LockNotObtained;
import dev.garganey.dialect.Result;
import dev.garganey.dialect.Waiting;
import dev.garganey.dialect.WriterLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * AdvisoryLock is a session's advisory lock, on a connection of its own that stays idle. It is
 * polled for: a session that waits in {@code pg_advisory_lock} has a snapshot, for the end of which
 * CREATE INDEX CONCURRENTLY would wait in turn.
 */
final class AdvisoryLock implements WriterLock {
  /** The eight letters of the name; advisory locks are known to one database each. */
  private static final long KEY = 0x67617267616e6579L;

  private static final Command ATTEMPT =
      Command.query(
          "SELECT CAST(pg_try_advisory_lock("
              + KEY
              + ") AS text), CAST(CAST(current_setting('transaction_read_only') AS bool) AS text)",
          List.of());
  private static final String TRUE = "true";

  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 1_000;

  private final Connection connection;

  private AdvisoryLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock on a connection, which is closed with it or when it is not to be had.
   *
   * @param waiting told when somebody else has it
   * @throws LockNotObtained after the timeout; the message says who has it
   * @throws SQLException also where nobody could write, before anything is tried
   */
  static AdvisoryLock obtain(Connection connection, Duration timeout, Waiting waiting)
      throws SQLException {
    boolean obtained = false;
    try {
      obtained = poll(connection, timeout, waiting);
      if (!obtained) {
        throw new LockNotObtained(
            "Another migration is running on this database"
                + holder(connection).map(h -> ": " + h).orElse("")
                + ". Waited "
                + timeout.toMillis() / 1000.0
                + " s for it; try again later, or give a longer --lock-timeout");
      }
      return new AdvisoryLock(connection);
    } finally {
      if (!obtained) {
        connection.close();
      }
    }
  }

  private static boolean poll(Connection connection, Duration timeout, Waiting waiting)
      throws SQLException {
    long end = System.nanoTime() + timeout.toNanos();
    long pause = FIRST_PAUSE;
    while (!isGranted(connection)) {
      if (pause == FIRST_PAUSE) {
        waiting.begins(holder(connection));
      }
      waiting.goesOn();
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      try {
        Thread.sleep(Math.min(pause, left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LockNotObtained("Interrupted while waiting for another migration");
      }
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
    return true;
  }

  private static boolean isGranted(Connection connection) throws SQLException {
    try {
      // A server that ends idle sessions would end the lock.
      Result.Row row =
          Pipeline.send(
                  connection, List.of(Command.verbatim("SET idle_session_timeout = 0"), ATTEMPT))
              .get(1)
              .rows()
              .get(0);
      if (row.text(2).equals(TRUE)) {
        throw new SQLException("The database cannot be written to", Complaints.READ_ONLY);
      }
      return row.text(1).equals(TRUE);
    } catch (CommandFailed failed) {
      throw failed.failure();
    }
  }

  /** Who has the lock, as far as this role may see it. */
  private static Optional<String> holder(Connection connection) throws SQLException {
    String query =
        "SELECT l.pid, coalesce(nullif(a.application_name, ''), 'unknown'),"
            + " coalesce(a.usename::text, 'unknown'),"
            + " coalesce(host(a.client_addr), 'this host'),"
            + " coalesce(to_char(a.state_change, 'YYYY-MM-DD HH24:MI:SS TZ'), 'an unknown time')"
            + " FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid"
            + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND l.classid = "
            + (KEY >>> 32)
            + " AND l.objid = "
            + (KEY & 0xffffffffL);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next()
          ? Optional.of(
              "process "
                  + rows.getInt(1)
                  + " (application "
                  + rows.getString(2)
                  + ", user "
                  + rows.getString(3)
                  + ", from "
                  + rows.getString(4)
                  + ") has had the lock since "
                  + rows.getString(5))
          : Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      if (!connection.isClosed()) {
        execute(connection, "SELECT pg_advisory_unlock(" + KEY + ")");
      }
    } finally {
      connection.close();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
