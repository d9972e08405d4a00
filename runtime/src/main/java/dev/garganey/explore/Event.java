package dev.garganey.explore;

import dev.garganey.operation.SourcePosition;
import java.util.Optional;

/**
 * Event is one thing that happened in the life of a table, view or column.
 *
 * @param migration the id of the migration that did it
 * @param appliedAt when, as ISO-8601 text in UTC; empty where it has yet to happen
 * @param at where it is written
 * @param column the column that it was done to, where it is told of a table
 * @param text what was done, as a participle: {@code added as text}
 */
public record Event(
    Deed.Kind kind,
    String migration,
    Optional<String> appliedAt,
    SourcePosition at,
    Optional<String> column,
    String text) {
  /** Whether it has yet to happen. */
  public boolean isPending() {
    return appliedAt.isEmpty();
  }
}
