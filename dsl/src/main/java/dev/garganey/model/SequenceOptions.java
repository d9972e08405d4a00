package dev.garganey.model;

import java.util.Optional;

/** SequenceOptions are the numbers of a sequence; empty means the product's default. */
public record SequenceOptions(
    Optional<Long> start,
    Optional<Long> increment,
    Optional<Long> min,
    Optional<Long> max,
    Optional<Long> cache,
    boolean cycle) {
  /** All as the product has them by default. */
  public static final SequenceOptions DEFAULT =
      new SequenceOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  public SequenceOptions {
    if (increment.isPresent() && increment.get() == 0) {
      throw new SchemaMistake("The increment of a sequence must not be 0");
    }
  }
}
