package dev.garganey.execute;

/** CheckFailed is a receipt that does not add up. */
final class CheckFailed extends Exception {
  private static final long serialVersionUID = 1L;

  CheckFailed(String message) {
    super(message);
  }
}
