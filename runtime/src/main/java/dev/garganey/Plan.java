package dev.garganey;

import dev.garganey.plan.Hazard;
import dev.garganey.plan.MigrationPlan;
import java.util.List;

/**
 * Plan is what an apply or rollback would run, migration by migration.
 *
 * @param notices what the user should know beforehand: out of order, missing, planned again later
 */
public record Plan(
    String database, String product, List<MigrationPlan> migrations, List<String> notices) {
  public Plan {
    migrations = List.copyOf(migrations);
    notices = List.copyOf(notices);
  }

  /** The hazards of all migrations. */
  public List<Hazard> hazards() {
    return migrations.stream().flatMap(m -> m.hazards().stream()).toList();
  }
}
