package dev.garganey.execute;

/** HiddenRows is a guard that may not see all rows; it becomes a {@link Refused}. */
final class HiddenRows extends Exception {
  private static final long serialVersionUID = 1L;

  HiddenRows(String object) {
    super(object);
  }
}
