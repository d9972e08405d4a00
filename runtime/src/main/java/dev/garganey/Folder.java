package dev.garganey;

import dev.garganey.compare.SchemaCache;
import dev.garganey.dialect.Dialect;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Scratch;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.ScriptLoader;
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
    return plans(scripts.load(MigrationFolder.read(folder).files()));
  }

  private List<MigrationPlan> plans(ScriptLoader.Loaded loaded) {
    List<Migration> all = Replacements.without(loaded.migrations());
    return scripts.located(() -> plan(Order.of(all, Set.of())));
  }

  /**
   * The schema after all migrations of a folder. What files of the same content make is looked up,
   * where that is kept.
   *
   * @throws dev.garganey.script.ScriptMistakes with every mistake of every migration
   */
  Schema schema(Path folder) {
    List<MigrationFile> files = MigrationFolder.read(folder).files();
    SchemaCache cache = SchemaCache.of(configuration.environment());
    return cache
        .find(dialect.product(), files)
        .orElseGet(() -> schema(scripts.load(files), cache, files));
  }

  private Schema schema(ScriptLoader.Loaded loaded, SchemaCache cache, List<MigrationFile> files) {
    List<MigrationPlan> plans = plans(loaded);
    if (plans.isEmpty()) {
      return Schema.EMPTY;
    }
    Schema folded = plans.get(plans.size() - 1).after().schema();
    if (folded.isOpen()) {
      return replayed(plans, folded);
    }
    if (loaded.fixed()) {
      cache.put(dialect.product(), files, folded);
    }
    return folded;
  }

  /** Where raw SQL hides what migrations do, they are run to see it. */
  private Schema replayed(List<MigrationPlan> plans, Schema folded) {
    try (Scratch scratch = Scratch.open(dialect, configuration.target())) {
      plans.forEach(scratch::run);
      return dialect.reconcile(folded, scratch.inspect());
    }
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
