package dev.garganey.diff;

import dev.garganey.model.ObjectName;
import dev.garganey.operation.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * Query is a statement on a table or view that generated code shall offer, besides those that it
 * offers always.
 *
 * @param columns those that it asks by, or looks up a row by before it inserts
 * @param orderBy an SQL list such as {@code email desc}, where rows have an order
 */
public record Query(
    ObjectName table,
    Kind kind,
    List<String> columns,
    Optional<String> orderBy,
    SourcePosition at) {
  public Query {
    columns = List.copyOf(columns);
  }

  /** Kind is what it does. */
  public enum Kind {
    SELECT_ALL,
    SELECT_BY,
    SELECT_ONE_BY,
    SELECT_LIKE,
    SELECT_ONE_OR_INSERT,
    UPDATE_BY,
    DELETE_BY,
    INSERT_OR_IGNORE,
    UPSERT
  }
}
