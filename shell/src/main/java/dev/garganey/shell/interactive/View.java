package dev.garganey.shell.interactive;

import dev.garganey.shell.result.Format;

/**
 * View is how results are shown.
 *
 * @param widthDecides whether a table that is wider than the terminal is shown vertically
 * @param limit the most rows that are shown on a terminal; 0 for all
 * @param timing whether it is told how long each statement took
 * @param paging whether what is longer than the terminal goes to a pager
 */
record View(Format format, boolean widthDecides, int limit, boolean timing, boolean paging) {
  private static final int ROWS = 1000;

  static View of(Format format) {
    return new View(format, false, ROWS, false, true);
  }

  View with(Format other) {
    return new View(other, widthDecides, limit, timing, paging);
  }

  View withWidthDeciding(boolean decides) {
    return new View(format, decides, limit, timing, paging);
  }

  View withLimit(int rows) {
    return new View(format, widthDecides, rows, timing, paging);
  }

  View withTiming(boolean told) {
    return new View(format, widthDecides, limit, told, paging);
  }

  View withPaging(boolean paged) {
    return new View(format, widthDecides, limit, timing, paged);
  }
}
