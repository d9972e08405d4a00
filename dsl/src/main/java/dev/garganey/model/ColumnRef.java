package dev.garganey.model;

/** ColumnRef names a column of a table. */
public record ColumnRef(ObjectName table, String column) {
  /** {@code table.column}, the column as it is. */
  @Override
  public String toString() {
    return table + "." + column;
  }
}
