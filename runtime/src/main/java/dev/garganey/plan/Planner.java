package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Migration;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Planner turns the operations of a migration into stages of statements. It opens nothing. */
public final class Planner {
  private final Dialect dialect;

  public Planner(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * The plan that applies a migration.
   *
   * @param before the schema that it finds
   * @throws PlanMistakes with all operations that cannot be applied to that schema, or not by this
   *     product
   */
  public MigrationPlan up(Migration migration, Schema before) {
    List<Step> steps = forProduct(migration.up());
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Schema> schemas = fold(steps, before, mistakes);
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
   *     though they hold data
   * @throws PlanMistakes as {@link #up} does
   */
  public MigrationPlan down(
      String id,
      String file,
      List<Step> inverse,
      boolean transactional,
      Schema before,
      Set<String> allowed) {
    List<Step> steps = forProduct(inverse);
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Schema> schemas = fold(steps, before, mistakes);
    refuse(mistakes);
    List<Statement> statements = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      Optional<Statement> guard = guard(steps, i, allowed);
      if (guard.isPresent()) {
        // What comes before the drop runs before the guard looks, so that rows which the same
        // migration brought are gone by then.
        statements.addAll(statements(steps.subList(from, i), schemas.subList(from, i + 1)));
        statements.add(guard.get());
        from = i;
      }
    }
    statements.addAll(
        statements(steps.subList(from, steps.size()), schemas.subList(from, schemas.size())));
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

  private List<Step> forProduct(List<Step> steps) {
    return steps.stream().filter(s -> s.isFor(dialect.product())).toList();
  }

  private static void refuse(List<PlanMistakes.Entry> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new PlanMistakes(mistakes);
    }
  }

  /** The schemas before each step, and the one after the last. */
  private List<Schema> fold(List<Step> steps, Schema before, List<PlanMistakes.Entry> mistakes) {
    List<Schema> schemas = new ArrayList<>(steps.size() + 1);
    Schema schema = before;
    schemas.add(schema);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      try {
        schema = step.operation().isOpaque() ? replay(step, schema) : apply(step, schema);
      } catch (SchemaMistake mistake) {
        mistakes.add(new PlanMistakes.Entry(step.at(), mistake.getMessage()));
      }
      schemas.add(schema);
    }
    return schemas;
  }

  private static Schema apply(Step step, Schema schema) {
    try {
      return step.operation().applyTo(schema);
    } catch (SchemaMistake mistake) {
      // What is missing may have been made, and what is in the way removed; the database will say.
      if (schema.isOpen()) {
        return schema;
      }
      throw mistake;
    }
  }

  private Schema replay(Step step, Schema schema) {
    if (step.operation() instanceof RawSql raw && !schema.isOpen()) {
      return dialect.replay(schema, List.of(raw.sql()));
    }
    return step.operation().applyTo(schema);
  }

  /** Opaque steps end a run: what comes after them is planned against what they leave. */
  private List<Statement> statements(List<Step> steps, List<Schema> schemas) {
    List<Statement> statements = new ArrayList<>();
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      if (last || steps.get(i).operation().isOpaque()) {
        List<Step> run = steps.subList(from, i + 1);
        try {
          statements.addAll(dialect.statements(run, schemas.get(from)));
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
      List<Step> run, List<Schema> schemas, SchemaMistake whole) {
    List<PlanMistakes.Entry> found = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      try {
        dialect.statements(List.of(run.get(i)), schemas.get(i));
      } catch (SchemaMistake mistake) {
        found.add(new PlanMistakes.Entry(run.get(i).at(), mistake.getMessage()));
      }
    }
    return found.isEmpty()
        ? List.of(new PlanMistakes.Entry(run.get(0).at(), whole.getMessage()))
        : found;
  }

  private Optional<Statement> guard(List<Step> steps, int i, Set<String> allowed) {
    Step step = steps.get(i);
    if (step.operation() instanceof DropTable drop) {
      return isMadeHere(steps.subList(0, i), drop.table(), Optional.empty())
          ? Optional.empty()
          : guard(step, drop.table(), Optional.empty(), allowed);
    }
    if (step.operation() instanceof DropColumn drop) {
      return isMadeHere(steps.subList(0, i), drop.table(), Optional.of(drop.column()))
          ? Optional.empty()
          : guard(step, drop.table(), Optional.of(drop.column()), allowed);
    }
    return Optional.empty();
  }

  /** What the same rollback put back a moment ago holds nothing of the user's. */
  private static boolean isMadeHere(List<Step> earlier, ObjectName table, Optional<String> column) {
    return earlier.stream()
        .map(Step::operation)
        .anyMatch(
            o ->
                (o instanceof CreateTable create && create.table().name().equals(table))
                    || (o instanceof AddColumn add
                        && add.table().equals(table)
                        && column.equals(Optional.of(add.column().name()))));
  }

  private Optional<Statement> guard(
      Step step, ObjectName table, Optional<String> column, Set<String> allowed) {
    String object = table + column.map(c -> "." + c).orElse("");
    if (allowed.contains(object)) {
      return Optional.empty();
    }
    return Optional.of(
        Statement.of(
            new Action.Guard(object, dialect.holdsData(table, column)),
            "refuse to drop " + object + " while it holds data",
            step.at(),
            Lock.NONE));
  }

  /**
   * Before a plan runs, the schema is known to be the one that it was made for; only code that runs
   * in between can change that.
   */
  private static List<Statement> withoutNeedlessLooks(List<Statement> statements) {
    List<Statement> needed = new ArrayList<>();
    boolean codeRan = false;
    for (Statement statement : statements) {
      codeRan |= statement.action() instanceof Action.Code;
      if (codeRan || !(statement.action() instanceof Action.Inspect)) {
        needed.add(statement);
      }
    }
    return needed;
  }

  private MigrationPlan plan(
      String id,
      String file,
      Direction direction,
      List<Step> steps,
      List<Schema> schemas,
      List<Statement> statements,
      boolean transactional,
      InverseDerivation.Result inverse) {
    return new MigrationPlan(
        id,
        file,
        direction,
        steps,
        Stages.of(withoutNeedlessLooks(statements), transactional, dialect.brokenForeignKeys()),
        inverse.steps(),
        inverse.irreversible(),
        statements.stream().flatMap(s -> s.hazards().stream()).toList(),
        schemas.get(schemas.size() - 1));
  }
}
