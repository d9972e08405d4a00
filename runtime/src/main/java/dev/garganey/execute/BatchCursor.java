package dev.garganey.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * BatchCursor is the key at which a backfill stands, in the types that the database gave: integers,
 * fractions and bytes stay what they are, and all else is text. As JSON it lies in the journal.
 */
record BatchCursor(List<Object> keys) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REAL = "real";
  private static final String BYTES = "bytes";

  BatchCursor {
    keys = List.copyOf(keys);
  }

  /** The key in the current row. */
  static BatchCursor of(ResultSet row, int columns) throws SQLException {
    List<Object> keys = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      Object key = row.getObject(i);
      if (key == null) {
        throw new SQLException("A row has NULL in its key, so it has no place among the batches");
      }
      keys.add(portable(key, row, i));
    }
    return new BatchCursor(keys);
  }

  private static Object portable(Object key, ResultSet row, int column) throws SQLException {
    if (key instanceof Long || key instanceof Integer || key instanceof Short) {
      return ((Number) key).longValue();
    }
    return key instanceof Double || key instanceof byte[] ? key : row.getString(column);
  }

  /** Binds the key from a parameter on. */
  void bind(PreparedStatement statement, int from) throws SQLException {
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i);
      if (key instanceof Long number) {
        statement.setLong(from + i, number);
      } else if (key instanceof Double number) {
        statement.setDouble(from + i, number);
      } else if (key instanceof byte[] bytes) {
        statement.setBytes(from + i, bytes);
      } else {
        statement.setObject(from + i, key, Types.OTHER);
      }
    }
  }

  String write() {
    ArrayNode array = JSON.createArrayNode();
    for (Object key : keys) {
      if (key instanceof Long number) {
        array.add(number);
      } else if (key instanceof Double number) {
        array.addObject().put(REAL, number.toString());
      } else if (key instanceof byte[] bytes) {
        array.addObject().put(BYTES, HexFormat.of().formatHex(bytes));
      } else {
        array.add(key.toString());
      }
    }
    return array.toString();
  }

  static BatchCursor read(String written) {
    try {
      List<Object> keys = new ArrayList<>();
      for (JsonNode key : JSON.readTree(written)) {
        if (key.has(REAL)) {
          keys.add(Double.valueOf(key.get(REAL).asText()));
        } else if (key.has(BYTES)) {
          keys.add(HexFormat.of().parseHex(key.get(BYTES).asText()));
        } else {
          keys.add(key.isNumber() ? (Object) key.longValue() : key.asText());
        }
      }
      return new BatchCursor(keys);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The journal's cursor is no list of keys: " + written, e);
    }
  }
}
