package dev.garganey;

import dev.garganey.plan.Statement;
import java.util.List;

/**
 * TrialStep is something that was done in a trial, and can be taken back.
 *
 * @param number from 1, in the order in which they were done
 * @param statements what ran, as far as a plan says it; none for SQL that was typed
 * @param millis how long it took
 * @param notices in what it differs from what an apply would do
 */
public record TrialStep(
    int number, Tried what, List<Statement> statements, long millis, List<String> notices) {
  public TrialStep {
    statements = List.copyOf(statements);
    notices = List.copyOf(notices);
  }
}
