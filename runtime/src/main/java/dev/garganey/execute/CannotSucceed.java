package dev.garganey.execute;

/** CannotSucceed is a guard that found what stands in the way; it becomes a {@link Refused}. */
final class CannotSucceed extends Exception {
  private static final long serialVersionUID = 1L;

  CannotSucceed(String message) {
    super(message);
  }
}
