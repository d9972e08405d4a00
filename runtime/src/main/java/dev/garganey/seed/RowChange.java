package dev.garganey.seed;

import dev.garganey.diff.Seed;
import java.util.Optional;
import java.util.Set;

/**
 * RowChange is what a listed row means for its table.
 *
 * @param number which row of its seed it is
 * @param columns those that an update sets
 */
record RowChange(int number, Seed.Row row, Kind kind, Set<String> columns) {
  /** Kind is what is done. */
  enum Kind {
    INSERT,
    UPDATE,
    NONE
  }

  /**
   * For a row that was compared.
   *
   * @param different the columns that differ; empty where the row is not in the table
   */
  static RowChange of(int number, Seed.Row row, Optional<Set<String>> different) {
    Kind kind = different.map(d -> d.isEmpty() ? Kind.NONE : Kind.UPDATE).orElse(Kind.INSERT);
    return new RowChange(number, row, kind, different.orElse(Set.of()));
  }
}
