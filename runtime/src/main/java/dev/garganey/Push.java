package dev.garganey;

import dev.garganey.diff.Question;
import dev.garganey.operation.Operation;
import java.util.List;

/**
 * Push is how a database is made to be as the model says: what would be done, or was.
 *
 * @param operations what it does; empty where there is nothing to do
 * @param plan what it would run, or ran
 * @param questions what must be answered first
 * @param refusals what cannot be done in place
 * @param losses the tables and columns that would lose data which nobody named
 * @param done whether it was done
 * @param millis how long that took
 */
public record Push(
    List<Operation> operations,
    Plan plan,
    List<Question> questions,
    List<String> refusals,
    List<String> losses,
    boolean done,
    long millis) {
  public Push {
    operations = List.copyOf(operations);
    questions = List.copyOf(questions);
    refusals = List.copyOf(refusals);
    losses = List.copyOf(losses);
  }

  /** Whether the database is as the model says already. */
  public boolean isEmpty() {
    return operations.isEmpty() && questions.isEmpty() && refusals.isEmpty();
  }

  /** Whether something must be said first. */
  public boolean isStuck() {
    return !questions.isEmpty() || !refusals.isEmpty() || !losses.isEmpty();
  }

  Push asDone(long took) {
    return new Push(operations, plan, questions, refusals, losses, true, took);
  }
}
