package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Refused;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Scratch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RecordedSchema is what a database should be like by all that its history says was applied. */
final class RecordedSchema {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;

  RecordedSchema(Configuration configuration, Dialect dialect, Session session) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
  }

  /**
   * That schema; where raw SQL hides what migrations did, they are run on a throwaway database.
   *
   * @throws Refused if there is no history
   */
  Schema schema() throws SQLException {
    if (!dialect.hasTable(session.connection(), configuration.history())) {
      throw new Refused(
          configuration.target()
              + " has no table "
              + configuration.history()
              + ", so nothing tells what it should be like; garganey adopt takes it over as it is");
    }
    List<MigrationPlan> plans = plans();
    if (plans.isEmpty()) {
      return Schema.EMPTY;
    }
    Schema folded = plans.get(plans.size() - 1).after().schema();
    if (!folded.isOpen()) {
      return folded;
    }
    try (Scratch scratch = Scratch.open(dialect, configuration.target())) {
      plans.forEach(scratch::run);
      return dialect.reconcile(folded, scratch.inspect());
    }
  }

  private List<MigrationPlan> plans() throws SQLException {
    Planner planner = new Planner(dialect);
    List<MigrationPlan> plans = new ArrayList<>();
    Foreseen schema = Foreseen.of(dialect, Schema.EMPTY);
    for (String json : session.history().allOperations(session.connection())) {
      RecordedOperations recorded = OperationJson.read(json);
      try {
        MigrationPlan plan = planner.up(migration(recorded), schema);
        plans.add(plan);
        schema = plan.after();
      } catch (PlanMistakes hidden) {
        // It stands on what something before it made that is not recorded.
        schema = Foreseen.of(dialect, schema.schema().opened());
      }
    }
    return plans;
  }

  private static Migration migration(RecordedOperations recorded) {
    return new Migration(
        "history",
        "history",
        "",
        Optional.empty(),
        recorded.up(),
        Optional.of(List.of()),
        recorded.transactional(),
        false,
        List.of(),
        List.of(),
        Optional.empty());
  }
}
