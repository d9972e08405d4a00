package dev.garganey.script;

import dev.garganey.operation.SourcePosition;

/** CodeFailed says that the code of a data block failed when the migration was applied. */
public final class CodeFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourcePosition at;

  CodeFailed(SourcePosition at, String message, Throwable cause) {
    super(at + ": " + message, cause);
    this.at = at;
  }

  /** The line that failed. */
  public SourcePosition at() {
    return at;
  }
}
