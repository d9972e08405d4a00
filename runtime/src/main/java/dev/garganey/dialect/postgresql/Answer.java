package dev.garganey.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answer is what the server says to one query, which may still be under way. The rows are with the
 * driver once it is there, so that to read them keeps nobody from asking the next.
 */
final class Answer {
  private final String sql;
  private final Runnable sending;
  private final CompletableFuture<ResultSet> rows = new CompletableFuture<>();

  /**
   * The answer to a query.
   *
   * @param sending sees to it that it is sent, for who wants to read
   */
  Answer(String sql, Runnable sending) {
    this.sql = sql;
    this.sending = sending;
  }

  /** Row is handled once for every row of a result. */
  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  String sql() {
    return sql;
  }

  /** Asks the server, and waits until all rows have come; for the thread that asks. */
  void ask(Connection connection) {
    try {
      Statement statement = connection.createStatement();
      statement.closeOnCompletion();
      come(statement.executeQuery(sql));
    } catch (SQLException | RuntimeException | Error failure) {
      fail(failure);
    }
  }

  /** The rows have come. */
  void come(ResultSet all) {
    rows.complete(all);
  }

  /** None will come. */
  void fail(Throwable failure) {
    rows.completeExceptionally(failure);
  }

  /** Reads all rows, as soon as they are there. */
  void each(Row row) throws SQLException {
    sending.run();
    try (ResultSet all = rows()) {
      while (all.next()) {
        row.read(all);
      }
    }
  }

  private ResultSet rows() throws SQLException {
    try {
      return rows.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw failure;
    }
  }
}
