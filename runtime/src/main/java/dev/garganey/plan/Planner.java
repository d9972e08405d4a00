package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Planner turns the operations of a migration into stages of statements. It opens nothing. */
public final class Planner {
  private final Dialect dialect;

  /** Whether code ran since anybody looked at the database. */
  private final boolean afterCode;

  public Planner(Dialect dialect) {
    this(dialect, false);
  }

  private Planner(Dialect dialect, boolean afterCode) {
    this.dialect = dialect;
    this.afterCode = afterCode;
  }

  /** The same for what runs after code, which may have made another schema than is foreseen. */
  public Planner afterCode() {
    return new Planner(dialect, true);
  }

  /**
   * The plan that applies a migration.
   *
   * @param before the schema that it finds
   * @throws PlanMistakes with all operations that cannot be applied to that schema, or not by this
   *     product
   */
  public MigrationPlan up(Migration migration, Schema before) {
    return up(migration, Foreseen.of(dialect, before));
  }

  /** The same where the schema is what other plans leave. */
  public MigrationPlan up(Migration migration, Foreseen before) {
    List<Step> steps = forProduct(migration.up());
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Foreseen> schemas = fold(steps, before, mistakes);
    refuse(mistakes);
    InverseDerivation.Result inverse =
        migration
            .irreversible()
            .map(InverseDerivation.Result::none)
            .orElseGet(
                () ->
                    migration
                        .down()
                        .map(down -> InverseDerivation.Result.of(forProduct(down)))
                        .orElseGet(() -> InverseDerivation.derive(steps, schemas)));
    return plan(
        migration.id(),
        migration.file(),
        Direction.UP,
        steps,
        schemas,
        statements(steps, schemas),
        migration.transactional(),
        inverse);
  }

  /**
   * The plan that undoes a migration by its inverse operations.
   *
   * @param allowed tables and columns ({@code users}, {@code users.email}) that may be dropped
   *     though they hold data, by their names of now or those that they get back
   * @throws PlanMistakes as {@link #up} does
   */
  public MigrationPlan down(
      String id,
      String file,
      List<Step> inverse,
      boolean transactional,
      Schema before,
      Set<String> allowed) {
    return down(id, file, inverse, transactional, Foreseen.of(dialect, before), allowed);
  }

  /** The same where the schema is what other plans leave. */
  public MigrationPlan down(
      String id,
      String file,
      List<Step> inverse,
      boolean transactional,
      Foreseen before,
      Set<String> allowed) {
    List<Step> steps = forProduct(inverse);
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Foreseen> schemas = fold(steps, before, mistakes);
    refuse(mistakes);
    List<Statement> statements =
        withRisksOfWayBack(guarded(steps, schemas, transactional, allowed), steps, schemas);
    return plan(
        id,
        file,
        Direction.DOWN,
        steps,
        schemas,
        statements,
        transactional,
        InverseDerivation.Result.of(List.of()));
  }

  /** What a step puts at risk is told with the first of its statements that does not only look. */
  private List<Statement> withRisksOfWayBack(
      List<Statement> statements, List<Step> steps, List<Foreseen> schemas) {
    Map<SourcePosition, Set<Hazard>> risks = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      risks
          .computeIfAbsent(steps.get(i).at(), at -> new LinkedHashSet<>())
          .addAll(WayBackHazards.of(steps.get(i).operation(), schemas.get(i), dialect));
    }
    List<Statement> marked = new ArrayList<>();
    for (Statement statement : statements) {
      List<Hazard> all = new ArrayList<>(statement.hazards());
      if (!statement.action().isLook()) {
        all.addAll(risks.getOrDefault(statement.at(), Set.of()));
        risks.remove(statement.at());
      }
      marked.add(statement.withHazards(all));
    }
    return marked;
  }

  /** The statements that undo, and before them what looks whether that loses anything. */
  private List<Statement> guarded(
      List<Step> steps, List<Foreseen> schemas, boolean transactional, Set<String> allowed) {
    SortedSet<Integer> stages = stages(steps, schemas, transactional);
    RollbackGuards guards = new RollbackGuards(dialect, steps, schemas, stages, allowed);
    List<Statement> statements = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      List<Statement> looks = guards.before(i);
      if (!looks.isEmpty()) {
        statements.addAll(statements(steps.subList(from, i), schemas.subList(from, i + 1)));
        statements.addAll(looks);
        from = i;
      }
    }
    statements.addAll(
        statements(steps.subList(from, steps.size()), schemas.subList(from, schemas.size())));
    // Of several stages each must be found again by a run that is told of other data that may go.
    return stages.size() > 1
        ? statements
        : statements.stream().filter(s -> !isPermitted(s.action())).toList();
  }

  private static boolean isPermitted(Action action) {
    return action instanceof Action.Guard guard && guard.permitted();
  }

  /** The numbers of the steps with which stages begin. */
  private SortedSet<Integer> stages(
      List<Step> steps, List<Foreseen> schemas, boolean transactional) {
    SortedSet<Integer> begin = new TreeSet<>(Set.of(0));
    for (int i = 0; i + 1 < steps.size(); i++) {
      if (!transactional || isAlone(steps.get(i), schemas.get(i))) {
        begin.add(i + 1);
      }
    }
    return begin;
  }

  private boolean isAlone(Step step, Foreseen before) {
    try {
      List<Step> one = List.of(step);
      return dialect.statements(one, before.lookedAtBy(one)).stream()
          .anyMatch(s -> !s.transactional() || s.isBatched());
    } catch (SchemaMistake onlyWithOthers) {
      return false;
    }
  }

  /**
   * The plan that applies a migration again that says something else by now: what it did last time
   * is undone, unless that would lose data, and then it is applied as it stands.
   *
   * @param undo what undoes what it did last time
   * @throws PlanMistakes as {@link #up} does
   */
  public MigrationPlan again(Migration migration, List<Step> undo, Foreseen before) {
    List<Step> back = forProduct(undo);
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Foreseen> schemas = fold(back, before, mistakes);
    refuse(mistakes);
    MigrationPlan fresh = up(migration, schemas.get(schemas.size() - 1));
    List<Statement> statements =
        new ArrayList<>(guarded(back, schemas, migration.transactional(), Set.of()));
    statements.addAll(fresh.statements());
    List<Step> steps = new ArrayList<>(back);
    steps.addAll(fresh.steps());
    return plan(
        migration.id(),
        migration.file(),
        Direction.UP,
        steps,
        List.of(fresh.after()),
        statements,
        migration.transactional(),
        new InverseDerivation.Result(fresh.inverse(), fresh.irreversible()));
  }

  /** What tables and columns are called once a plan has run. */
  public Set<String> names(Set<String> before, MigrationPlan plan) {
    return Whereabouts.after(plan.steps(), before, dialect);
  }

  private List<Step> forProduct(List<Step> steps) {
    return steps.stream().filter(s -> s.isFor(dialect.product())).toList();
  }

  private static void refuse(List<PlanMistakes.Entry> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new PlanMistakes(mistakes);
    }
  }

  /** The schemas before each step, and the one after the last. */
  private List<Foreseen> fold(
      List<Step> steps, Foreseen before, List<PlanMistakes.Entry> mistakes) {
    List<Foreseen> schemas = new ArrayList<>(steps.size() + 1);
    Foreseen schema = before;
    schemas.add(schema);
    for (Step step : steps) {
      try {
        schema = after(step.operation(), schema);
      } catch (SchemaMistake mistake) {
        mistakes.add(new PlanMistakes.Entry(step.at(), mistake.getMessage()));
      }
      schemas.add(schema);
    }
    return schemas;
  }

  private Foreseen after(Operation operation, Foreseen before) {
    if (Foreseen.isVerbatim(operation)) {
      return before.afterVerbatim(operation);
    }
    Schema schema = before.schema();
    try {
      return Foreseen.of(dialect, operation.applyTo(schema));
    } catch (SchemaMistake mistake) {
      // What is missing may have been made, and what is in the way removed; the database will say.
      if (schema.isOpen()) {
        return before;
      }
      throw mistake;
    }
  }

  /** Opaque steps end a run: what comes after them is planned against what they leave. */
  private List<Statement> statements(List<Step> steps, List<Foreseen> schemas) {
    List<Statement> statements = new ArrayList<>();
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      if (last || steps.get(i).operation().isOpaque()) {
        List<Step> run = steps.subList(from, i + 1);
        try {
          statements.addAll(dialect.statements(run, schemas.get(from).lookedAtBy(run)));
        } catch (SchemaMistake mistake) {
          mistakes.addAll(locate(run, schemas.subList(from, i + 1), mistake));
        }
        from = i + 1;
      }
    }
    refuse(mistakes);
    return statements;
  }

  /** Which steps of a run the product refuses, found by planning each of them alone. */
  private List<PlanMistakes.Entry> locate(
      List<Step> run, List<Foreseen> schemas, SchemaMistake whole) {
    List<PlanMistakes.Entry> found = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      try {
        List<Step> one = List.of(run.get(i));
        dialect.statements(one, schemas.get(i).lookedAtBy(one));
      } catch (SchemaMistake mistake) {
        found.add(new PlanMistakes.Entry(run.get(i).at(), mistake.getMessage()));
      }
    }
    return found.isEmpty()
        ? List.of(new PlanMistakes.Entry(run.get(0).at(), whole.getMessage()))
        : found;
  }

  /**
   * Before a plan runs, the schema is known to be the one that it was made for; only code that runs
   * in between can change that.
   */
  private List<Statement> withoutNeedlessLooks(List<Statement> statements) {
    List<Statement> needed = new ArrayList<>();
    List<Hazard> hazards = new ArrayList<>();
    boolean codeRan = afterCode;
    for (Statement statement : statements) {
      codeRan |= statement.action() instanceof Action.Code;
      hazards.addAll(statement.hazards());
      if (codeRan || !(statement.action() instanceof Action.Inspect)) {
        // What the step of a needless look puts at risk is told with the next statement.
        needed.add(statement.withHazards(hazards));
        hazards.clear();
      }
    }
    return needed;
  }

  private MigrationPlan plan(
      String id,
      String file,
      Direction direction,
      List<Step> steps,
      List<Foreseen> schemas,
      List<Statement> statements,
      boolean transactional,
      InverseDerivation.Result inverse) {
    return new MigrationPlan(
        id,
        file,
        direction,
        steps,
        Stages.of(withoutNeedlessLooks(statements), transactional, dialect),
        inverse.steps(),
        inverse.irreversible(),
        statements.stream().flatMap(s -> s.hazards().stream()).toList(),
        schemas.get(schemas.size() - 1));
  }
}
