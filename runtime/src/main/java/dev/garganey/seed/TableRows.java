package dev.garganey.seed;

import dev.garganey.model.ObjectName;

/**
 * TableRows is what becomes of the rows of a table.
 *
 * @param unlisted how many rows stay that a seed which says {@code exactly()} does not list
 */
public record TableRows(
    ObjectName table, int inserted, int updated, int unchanged, long deleted, long unlisted) {
  /** What one more seed of the same table does besides. */
  TableRows plus(TableRows other) {
    return new TableRows(
        table,
        inserted + other.inserted,
        updated + other.updated,
        unchanged + other.unchanged,
        deleted + other.deleted,
        unlisted + other.unlisted);
  }
}
