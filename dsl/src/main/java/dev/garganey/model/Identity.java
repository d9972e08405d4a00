package dev.garganey.model;

/**
 * Identity says that the database numbers the rows by itself.
 *
 * @param always whether an explicit value is refused; otherwise the number is a default
 * @param options start, increment and so on of the numbers
 */
public record Identity(boolean always, SequenceOptions options) {
  /** Numbers by default, from 1 upwards. */
  public static final Identity BY_DEFAULT = new Identity(false, SequenceOptions.DEFAULT);
}
