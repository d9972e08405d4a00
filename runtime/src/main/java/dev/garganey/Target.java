package dev.garganey;

import java.util.Optional;

/**
 * Target says how far to go. With neither part: all the way for apply, one migration for rollback.
 *
 * @param to the id that is the last one applied afterwards, for both directions; a unique beginning
 *     of it will do
 * @param steps how many migrations, 1 or more
 */
public record Target(Optional<String> to, Optional<Integer> steps) {
  /** As far as it goes by default. */
  public static final Target DEFAULT = new Target(Optional.empty(), Optional.empty());

  public Target {
    if (to.isPresent() && steps.isPresent()) {
      throw new IllegalArgumentException("Say either how far or how many, not both");
    }
    if (steps.isPresent() && steps.get() < 1) {
      throw new IllegalArgumentException("The number of steps is at least 1, not " + steps.get());
    }
  }

  public static Target to(String id) {
    return new Target(Optional.of(id), Optional.empty());
  }

  public static Target steps(int count) {
    return new Target(Optional.empty(), Optional.of(count));
  }
}
