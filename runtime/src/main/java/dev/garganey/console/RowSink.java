package dev.garganey.console;

import java.util.List;

/** RowSink takes the rows of a result, one after the other, as the database sends them. */
public interface RowSink {
  /** A result begins; it may have no row. */
  void begin(List<Heading> headings);

  /**
   * The next row.
   *
   * @return whether another one is wanted
   */
  boolean row(List<Cell> cells);
}
