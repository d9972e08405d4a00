package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Value;
import dev.garganey.operation.SourcePosition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seed is the rows that a table shall hold, whatever else it holds.
 *
 * @param key the columns by which a row is found again: declared, else the primary key, else the
 *     first unique key
 * @param exactly whether rows that are not listed shall go
 */
public record Seed(
    ObjectName table, List<String> key, List<Row> rows, boolean exactly, SourcePosition at) {
  public Seed {
    key = List.copyOf(key);
    rows = List.copyOf(rows);
  }

  /**
   * Row is one of its rows.
   *
   * @param cells by column, in the order in which they were written
   */
  public record Row(Map<String, Cell> cells, SourcePosition at) {
    public Row {
      cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }
  }

  /** Cell is what a row holds in a column. */
  public sealed interface Cell {
    /** A value as it is. */
    record Literal(Value value) implements Cell {}

    /**
     * The value that another table's row has in a column.
     *
     * @param target the column whose value is taken
     * @param key which row: its values in the columns that tell it from others
     */
    record Reference(ColumnRef target, Map<String, Cell> key) implements Cell {
      public Reference {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        if (key.isEmpty()) {
          throw new SchemaMistake(
              "A reference to a row of `" + target.table() + "` says by which values it is found");
        }
      }
    }
  }
}
