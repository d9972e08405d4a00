package dev.garganey.shell.result;

import dev.garganey.console.RowSink;

/** RowWriter writes the rows of one result. */
public interface RowWriter extends RowSink {
  /** All rows have come; writes what is left to write. */
  void end();
}
