package dev.garganey;

import dev.garganey.plan.MigrationPlan;
import dev.garganey.seed.TableRows;
import java.util.List;
import java.util.Optional;

/**
 * SeedReport says what seeds did to a database, or would do.
 *
 * @param tables in the order in which they are written
 * @param plan the statements; empty when there is nothing to do
 */
public record SeedReport(
    String database,
    String product,
    List<TableRows> tables,
    Optional<MigrationPlan> plan,
    long millis) {
  public SeedReport {
    tables = List.copyOf(tables);
  }

  /** Whether every listed row is in its table already. */
  public boolean isNothing() {
    return plan.isEmpty();
  }
}
