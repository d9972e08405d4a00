package dev.garganey;

import dev.garganey.diff.Question;
import dev.garganey.operation.Operation;
import dev.garganey.plan.MigrationPlan;
import java.util.List;
import java.util.Optional;

/**
 * Generation is the migration that makes the model come true, or what stands in its way.
 *
 * @param operations what it does; empty where there is nothing to do
 * @param script its text, once it is proved; empty while there are questions or refusals
 * @param plan what it would run
 * @param questions what must be answered first
 * @param refusals what cannot be done in place
 */
public record Generation(
    List<Operation> operations,
    Optional<String> script,
    Optional<MigrationPlan> plan,
    List<Question> questions,
    List<String> refusals) {
  public Generation {
    operations = List.copyOf(operations);
    questions = List.copyOf(questions);
    refusals = List.copyOf(refusals);
  }

  /** Whether the model is what the migrations make already. */
  public boolean isEmpty() {
    return operations.isEmpty() && questions.isEmpty() && refusals.isEmpty();
  }
}
