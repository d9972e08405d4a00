package dev.garganey.explore;

import java.util.List;
import java.util.Optional;

/**
 * ResultRows is a table of values.
 *
 * @param rows each as long as there are columns; an empty cell is NULL, others are numbers, truth
 *     values and texts
 */
public record ResultRows(List<Heading> columns, List<List<Optional<Object>>> rows) {
  /** Heading is the name of a column and its type, as the product calls it. */
  public record Heading(String name, String type) {}

  public ResultRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
