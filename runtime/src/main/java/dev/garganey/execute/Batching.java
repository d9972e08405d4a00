package dev.garganey.execute;

import dev.garganey.plan.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Batching does one batch after another of a backfill; its cursor is the last key of a batch. */
final class Batching {
  private final Connection connection;
  private final Interruption interruption;
  private final Action.Batches action;

  Batching(Connection connection, Interruption interruption, Action.Batches action) {
    this.connection = connection;
    this.interruption = interruption;
    this.action = action;
  }

  /** Batch is what one batch did: its last key, and the rows that it changed. */
  record Batch(String cursor, long rows) {}

  /** Does the batch after {@code cursor}; nothing when no row is left. */
  Optional<Batch> next(Optional<String> cursor) throws SQLException {
    Optional<BatchCursor> after = cursor.map(BatchCursor::read);
    Optional<BatchCursor> boundary = boundary(after);
    if (boundary.isEmpty()) {
      return Optional.empty();
    }
    String upTo = boundary.get().write();
    if (cursor.isPresent() && cursor.get().equals(upTo)) {
      throw new SQLException(
          "The batches do not get past the key "
              + upTo
              + ", so they would never end; use update instead of backfill");
    }
    String sql = after.isPresent() ? action.text() : action.firstUpdate();
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      if (after.isPresent()) {
        after.get().bind(update, 1);
      }
      boundary.get().bind(update, after.map(c -> c.keys().size()).orElse(0) + 1);
      long rows = interruption.during(update, update::executeUpdate);
      return Optional.of(new Batch(upTo, rows));
    }
  }

  private Optional<BatchCursor> boundary(Optional<BatchCursor> after) throws SQLException {
    String sql = after.isEmpty() ? action.firstBoundary() : action.boundary();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      if (after.isPresent()) {
        after.get().bind(query, 1);
      }
      return interruption.during(
          query,
          () -> {
            try (ResultSet rows = query.executeQuery()) {
              return rows.next()
                  ? Optional.of(BatchCursor.of(rows, action.keys().size()))
                  : Optional.<BatchCursor>empty();
            }
          });
    }
  }
}
