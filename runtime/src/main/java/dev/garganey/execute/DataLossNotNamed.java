package dev.garganey.execute;

/** DataLossNotNamed is a guard that found data; it becomes a {@link Refused} with all of them. */
final class DataLossNotNamed extends Exception {
  private static final long serialVersionUID = 1L;
}
