package dev.garganey.operation;

import java.util.List;
import java.util.Optional;

/**
 * RecordedOperations is what history keeps of an applied migration: enough to undo it without its
 * file, and to say what changed when the file did.
 *
 * @param up what was applied
 * @param down what undoes it, written by the author or derived
 * @param irreversible why nothing undoes it
 * @param transactional whether it ran in a transaction
 */
public record RecordedOperations(
    List<Step> up, List<Step> down, Optional<String> irreversible, boolean transactional) {
  public RecordedOperations {
    up = List.copyOf(up);
    down = List.copyOf(down);
  }
}
