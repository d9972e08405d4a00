package dev.garganey.console;

/**
 * Cell is one value of a result.
 *
 * @param text as the database writes it; bytes as {@code \x} and hexadecimal digits; empty for NULL
 */
public record Cell(Kind kind, String text) {
  /** NULL. */
  public static final Cell NULL = new Cell(Kind.NULL, "");

  /** Kind is what a value is, as far as eyes and JSON care. */
  public enum Kind {
    NULL,
    NUMBER,
    TRUTH,
    BINARY,
    TEXT
  }

  /** Whether it is NULL. */
  public boolean isNull() {
    return kind == Kind.NULL;
  }
}
