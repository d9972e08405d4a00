package dev.garganey.operation;

/**
 * SourcePosition is a place in a script.
 *
 * @param file the script's path as the user knows it
 * @param line from 1, or 0 where the whole file is meant
 * @param column from 1, or 0 where the whole line is meant
 */
public record SourcePosition(String file, int line, int column) {
  /** {@code file:line:column}, as editors and terminals understand it. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
