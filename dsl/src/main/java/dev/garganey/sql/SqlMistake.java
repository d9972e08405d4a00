package dev.garganey.sql;

/** SqlMistake says that SQL text cannot be read to its end, and where what is open begins. */
public final class SqlMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public SqlMistake(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line within the text, from 1. */
  public int line() {
    return line;
  }

  /** The column within the line, from 1. */
  public int column() {
    return column;
  }
}
