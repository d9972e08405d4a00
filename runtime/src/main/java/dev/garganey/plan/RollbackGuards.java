package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * RollbackGuards look before a rollback leaps: whether what it drops holds data, and whether what
 * it puts back can hold the rows that are there by now.
 *
 * <p>They look before anything runs, at tables and columns by the names of now, and again in the
 * stage that drops, for rows may have come in the meantime. Only where rows change on the way (so
 * that what the migration brought is gone by then) do they look in between.
 */
final class RollbackGuards {
  private final Dialect dialect;
  private final List<Step> steps;
  private final List<Foreseen> schemas;
  private final SortedSet<Integer> stages;
  private final Set<String> allowed;

  /**
   * Guards for some steps.
   *
   * @param schemas the schema before each step
   * @param stages the numbers of the steps with which stages begin
   * @param allowed the tables and columns that may go with their data
   */
  RollbackGuards(
      Dialect dialect,
      List<Step> steps,
      List<Foreseen> schemas,
      SortedSet<Integer> stages,
      Set<String> allowed) {
    this.dialect = dialect;
    this.steps = steps;
    this.schemas = schemas;
    this.stages = stages;
    this.allowed = allowed;
  }

  /** What to look at before the step of that number runs. */
  List<Statement> before(int number) {
    List<Statement> guards = new ArrayList<>();
    boolean begins = stages.contains(number);
    for (int i = number; i < (begins ? steps.size() : number + 1); i++) {
      boolean early = number == 0 && place(i, 0) == 0;
      if (early || place(i, stages.headSet(i + 1).last()) == number) {
        guards.addAll(guards(i, number));
      }
    }
    return guards;
  }

  /** Where the step of number {@code i} is looked at in a stage that begins at another one. */
  private int place(int i, int stage) {
    if (steps.get(i).operation() instanceof Delete delete && delete.where().isPresent()) {
      // Nobody renames in a condition.
      return i;
    }
    for (int k = stage; k < i; k++) {
      if (changesRows(steps.get(k).operation()) && concerns(k, i)) {
        return i;
      }
    }
    return stage;
  }

  /** Whether rows that one step changes may be those that a later one is about. */
  private boolean concerns(int k, int i) {
    if (steps.get(k).operation() instanceof AlterColumn alter && !isSeen(alter, k, i)) {
      return false;
    }
    Optional<ObjectName> changed = changedTable(steps.get(k).operation());
    Optional<ObjectName> lost = lostTable(steps.get(i).operation());
    return changed.isEmpty()
        || lost.isEmpty()
        || Whereabouts.before(steps.subList(k, i), lost.get()).equals(changed);
  }

  /**
   * Whether a step looks at the column that an earlier one changes. That changes the column's
   * values alone: as many rows are there as before, and all other columns hold what they held.
   */
  private boolean isSeen(AlterColumn alter, int k, int i) {
    boolean renames =
        steps.subList(k, i).stream().anyMatch(s -> s.operation() instanceof RenameColumn);
    Operation later = steps.get(i).operation();
    if (later instanceof DropTable || later instanceof AddColumn) {
      return false;
    }
    Optional<List<String>> seen = Optional.empty();
    if (later instanceof DropColumn drop) {
      seen = Optional.of(List.of(drop.column()));
    } else if (later instanceof AlterColumn next) {
      seen = Optional.of(List.of(next.column()));
    } else if (later instanceof AddConstraint add
        && (add.constraint() instanceof Constraint.PrimaryKey
            || add.constraint() instanceof Constraint.Unique)) {
      seen = Optional.of(add.constraint().columns());
    }
    return renames || seen.filter(columns -> !columns.contains(alter.column())).isEmpty();
  }

  /** The only table whose rows an operation changes; empty where there may be others. */
  private static Optional<ObjectName> changedTable(Operation operation) {
    if (operation instanceof Delete delete) {
      return Optional.of(delete.table());
    } else if (operation instanceof Insert insert) {
      return Optional.of(insert.table());
    } else if (operation instanceof Update update) {
      return Optional.of(update.table());
    } else if (operation instanceof Backfill backfill) {
      return Optional.of(backfill.table());
    } else if (operation instanceof AlterColumn alter) {
      return Optional.of(alter.table());
    }
    return Optional.empty();
  }

  /** The only table of which an operation takes something away. */
  private static Optional<ObjectName> lostTable(Operation operation) {
    if (operation instanceof DropTable drop) {
      return Optional.of(drop.table());
    } else if (operation instanceof DropColumn drop) {
      return Optional.of(drop.table());
    }
    return Optional.empty();
  }

  private boolean changesRows(Operation operation) {
    if (operation instanceof RawSql raw) {
      return RawLosses.touchesTables(raw.sql(), dialect);
    }
    if (operation instanceof AlterColumn alter) {
      return alter.changes().stream()
          .anyMatch(
              c ->
                  c instanceof ColumnChange.Type
                      || c instanceof ColumnChange.Collation
                      || c instanceof ColumnChange.ChangeGenerated);
    }
    return operation.isData() || operation.isOpaque();
  }

  private List<Statement> guards(int i, int number) {
    Operation operation = steps.get(i).operation();
    Sight sight = new Sight(steps, schemas.get(i).schema(), i, number);
    LossGuards losses = new LossGuards(dialect, sight, (t, c) -> isAllowed(sight, t, c), allowed);
    if (operation instanceof DropTable drop) {
      return losses.drop(drop.table(), Optional.empty());
    }
    if (operation instanceof DropColumn drop) {
      return losses.drop(drop.table(), Optional.of(drop.column()));
    }
    if (operation instanceof RawSql raw) {
      return losses.raw(raw.sql(), steps.subList(0, i));
    }
    if (operation instanceof DropNative drop) {
      return schemas
          .get(i)
          .schema()
          .findNative(new ObjectRef(drop.kind(), drop.name()))
          .map(n -> losses.raw(n.drop(), steps.subList(0, i)))
          .orElse(List.of());
    }
    if (operation instanceof Delete delete) {
      return new DeleteGuards(dialect, losses, sight)
          .guards(delete, steps.stream().filter(s -> s.operation().equals(delete)).count());
    }
    List<Statement> guards = new ArrayList<>();
    if (operation instanceof AlterColumn alter) {
      guards.addAll(losses.alter(alter));
    }
    guards.addAll(new PutBack(dialect, sight).guards(operation));
    return guards;
  }

  /** By its name of now; by the one it gets back only where nothing else has that now. */
  private boolean isAllowed(Sight sight, ObjectName table, Optional<String> column) {
    String shown = column.map(c -> sight.shown(table, c)).orElseGet(() -> sight.shown(table));
    String eventual = table + column.map(c -> "." + c).orElse("");
    boolean taken =
        schemas
            .get(0)
            .schema()
            .findTable(table)
            .filter(t -> column.isEmpty() || t.findColumn(column.get()).isPresent())
            .isPresent();
    return allowed.contains(shown) || (!taken && allowed.contains(eventual));
  }
}
