package dev.garganey.operation;

import java.util.List;
import java.util.Optional;

/**
 * Inverse is what undoes an operation, or the reason why nothing does.
 *
 * @param operations in the order in which they run; empty also when there is nothing to undo
 * @param irreversible why there is no inverse
 */
public record Inverse(List<Operation> operations, Optional<String> irreversible) {
  /** Nothing needs to be undone. */
  public static final Inverse NOTHING = new Inverse(List.of(), Optional.empty());

  public Inverse {
    operations = List.copyOf(operations);
  }

  public static Inverse of(Operation... operations) {
    return new Inverse(List.of(operations), Optional.empty());
  }

  public static Inverse none(String reason) {
    return new Inverse(List.of(), Optional.of(reason));
  }
}
