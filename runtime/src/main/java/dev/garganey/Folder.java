package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import dev.garganey.script.MigrationFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Folder plans all migrations for an empty database, offline. */
final class Folder {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Scripts scripts;

  Folder(Configuration configuration, Dialect dialect, Scripts scripts) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.scripts = scripts;
  }

  /**
   * The plan.
   *
   * @throws dev.garganey.script.ScriptMistakes with every mistake of every migration
   */
  Plan export() {
    return new Plan(
        configuration.target().shown(),
        dialect.product().title(),
        plans(configuration.migrations()),
        List.of());
  }

  /**
   * The plans of all migrations of a folder, each for the schema that those before it leave.
   *
   * @throws dev.garganey.script.ScriptMistakes with every mistake of every migration
   */
  List<MigrationPlan> plans(Path folder) {
    List<Migration> all =
        Replacements.without(scripts.evaluate(MigrationFolder.read(folder).files()));
    return scripts.located(() -> plan(Order.of(all, Set.of())));
  }

  private List<MigrationPlan> plan(List<Migration> migrations) {
    Planner planner = new Planner(dialect);
    List<MigrationPlan> plans = new ArrayList<>();
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    Foreseen schema = Foreseen.of(dialect, Schema.EMPTY);
    for (Migration migration : migrations) {
      try {
        MigrationPlan plan = planner.up(migration, schema);
        plans.add(plan);
        schema = plan.after();
      } catch (PlanMistakes found) {
        mistakes.addAll(found.entries());
        // What this one would have made is unknown; do not report its absence again and again.
        schema = Foreseen.of(dialect, schema.schema().opened());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new PlanMistakes(mistakes);
    }
    return plans;
  }
}
