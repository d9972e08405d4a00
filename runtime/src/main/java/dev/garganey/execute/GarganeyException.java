package dev.garganey.execute;

/** GarganeyException is a failure whose message is meant for the user. */
public sealed class GarganeyException extends RuntimeException
    permits StatementFailed, SqlFailed, Refused, Interrupted, DatabaseUnavailable, ScratchFailed {
  private static final long serialVersionUID = 1L;

  protected GarganeyException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
