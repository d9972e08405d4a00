package dev.garganey.execute;

/** CodeFailed wraps what the code of a data block threw. */
final class CodeFailed extends Exception {
  private static final long serialVersionUID = 1L;

  CodeFailed(Exception cause) {
    super(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
  }
}
