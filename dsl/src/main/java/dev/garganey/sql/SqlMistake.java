package dev.garganey.sql;

/** SqlMistake says that a text cannot be read as SQL, and where. */
public final class SqlMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Says what is wrong at a place.
   *
   * @param line from 1
   * @param column from 1
   */
  public SqlMistake(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1. */
  public int column() {
    return column;
  }
}
