package dev.garganey.diff;

import dev.garganey.operation.Operation;
import java.util.List;

/**
 * Difference is how one schema becomes another.
 *
 * @param operations in an order that works; what a question is about is left as it is
 * @param questions what must be answered first
 * @param refusals what cannot be done in place, in words
 */
public record Difference(
    List<Operation> operations, List<Question> questions, List<String> refusals) {
  public Difference {
    operations = List.copyOf(operations);
    questions = List.copyOf(questions);
    refusals = List.copyOf(refusals);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return operations.isEmpty() && questions.isEmpty() && refusals.isEmpty();
  }
}
