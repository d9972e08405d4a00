package dev.garganey.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.garganey.plan.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Batching does one batch after another of a backfill; its cursor is the last key of a batch. */
final class Batching {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String HEX = "hex";

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
    List<Object> after = cursor.map(Batching::read).orElse(List.of());
    Optional<List<Object>> boundary = boundary(after);
    if (boundary.isEmpty()) {
      return Optional.empty();
    }
    String sql = cursor.isPresent() ? action.text() : action.firstUpdate();
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      List<Object> parameters = new ArrayList<>(after);
      parameters.addAll(boundary.get());
      bind(update, parameters);
      long rows = interruption.during(update, update::executeUpdate);
      return Optional.of(new Batch(write(boundary.get()), rows));
    }
  }

  private Optional<List<Object>> boundary(List<Object> after) throws SQLException {
    String sql = after.isEmpty() ? action.firstBoundary() : action.boundary();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      bind(query, after);
      return interruption.during(
          query,
          () -> {
            try (ResultSet rows = query.executeQuery()) {
              if (!rows.next()) {
                return Optional.<List<Object>>empty();
              }
              List<Object> keys = new ArrayList<>();
              for (int i = 1; i <= action.keys().size(); i++) {
                Object key = rows.getObject(i);
                if (key == null) {
                  return Optional.<List<Object>>empty();
                }
                keys.add(exact(key, rows.getString(i)));
              }
              return Optional.of(keys);
            }
          });
    }
  }

  /**
   * The key as it is bound again: as text, bytes would come before themselves and floating point
   * numbers be rounded, so that a batch would find its last row for ever.
   */
  private static Object exact(Object key, String text) {
    if (key instanceof Long || key instanceof Integer || key instanceof Short) {
      return ((Number) key).longValue();
    }
    if (key instanceof Double || key instanceof Float) {
      return ((Number) key).doubleValue();
    }
    return key instanceof byte[] ? key : text;
  }

  private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Long number) {
        statement.setLong(i + 1, number);
      } else if (values.get(i) instanceof Double number) {
        statement.setDouble(i + 1, number);
      } else if (values.get(i) instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, values.get(i), Types.OTHER);
      }
    }
  }

  private static String write(List<Object> keys) {
    try {
      return JSON.writeValueAsString(
          keys.stream()
              .map(k -> k instanceof byte[] b ? Map.of(HEX, HexFormat.of().formatHex(b)) : k)
              .toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Keys are numbers, bytes and text", e);
    }
  }

  private static List<Object> read(String cursor) {
    try {
      List<Object> keys = new ArrayList<>();
      for (Object key : JSON.readValue(cursor, Object[].class)) {
        keys.add(read(key));
      }
      return keys;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The journal's cursor is no list of keys: " + cursor, e);
    }
  }

  private static Object read(Object key) {
    if (key instanceof Map<?, ?> bytes) {
      return HexFormat.of().parseHex(String.valueOf(bytes.get(HEX)));
    }
    return key instanceof Integer n ? Long.valueOf(n) : key;
  }
}
