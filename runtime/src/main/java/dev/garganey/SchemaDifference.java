package dev.garganey;

import dev.garganey.diff.Difference;
import dev.garganey.plan.MigrationPlan;

/**
 * SchemaDifference is what differs between the schemas of two sources.
 *
 * @param from how the first is called
 * @param to how the second is called
 * @param plan the statements that would make the first into the second
 */
public record SchemaDifference(
    String from, String to, String product, Difference difference, MigrationPlan plan) {
  /** Whether both mean the same. */
  public boolean isEmpty() {
    return difference.isEmpty();
  }
}
