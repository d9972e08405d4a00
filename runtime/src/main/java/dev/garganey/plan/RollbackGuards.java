package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * RollbackGuards look before a rollback leaps: whether what it drops holds data, and whether what
 * it puts back can hold the rows that are there by now.
 *
 * <p>They look before anything runs, at tables and columns by the names of now. Only where rows
 * change on the way (so that what the migration brought is gone by then) do they look in between.
 */
final class RollbackGuards {
  private final Dialect dialect;
  private final List<Step> steps;
  private final List<Foreseen> schemas;

  /** The first step that changes rows, or the number of all steps. */
  private final int change;

  private final Set<String> allowed;

  /**
   * Guards for some steps.
   *
   * @param schemas the schema before each step
   * @param allowed the tables and columns that may go with their data
   */
  RollbackGuards(Dialect dialect, List<Step> steps, List<Foreseen> schemas, Set<String> allowed) {
    this.dialect = dialect;
    this.steps = steps;
    this.schemas = schemas;
    this.allowed = allowed;
    int first = 0;
    while (first < steps.size() && !changesRows(steps.get(first).operation())) {
      first++;
    }
    this.change = first;
  }

  private static boolean changesRows(Operation operation) {
    return operation.isData() || operation.isOpaque() || operation instanceof AlterColumn;
  }

  /** What to look at before the step of that number runs. */
  List<Statement> before(int number) {
    List<Statement> guards = new ArrayList<>();
    if (number == 0) {
      for (int i = 0; i <= change && i < steps.size(); i++) {
        guards.addAll(guards(i, 0));
      }
    } else if (number > change) {
      guards.addAll(guards(number, number));
    }
    return guards;
  }

  private List<Statement> guards(int i, int number) {
    Operation operation = steps.get(i).operation();
    Sight sight = new Sight(steps, schemas.get(i).schema(), i, number);
    if (operation instanceof DropTable drop) {
      return drop(sight, drop.table(), Optional.empty());
    }
    if (operation instanceof DropColumn drop) {
      return drop(sight, drop.table(), Optional.of(drop.column()));
    }
    if (operation instanceof Delete delete) {
      return delete(sight, delete, i);
    }
    return new PutBack(dialect, sight).guards(operation);
  }

  private List<Statement> drop(Sight sight, ObjectName table, Optional<String> column) {
    Optional<ObjectName> now = sight.table(table);
    if (now.isEmpty() || column.filter(c -> sight.isPutBack(table, c)).isPresent()) {
      // What the same rollback put back a moment ago holds nothing of the user's.
      return List.of();
    }
    Optional<Column> definition = column.map(c -> definition(sight, table, c));
    String shown = column.map(c -> sight.shown(table, c)).orElseGet(() -> sight.shown(table));
    boolean computed = definition.flatMap(Column::generated).isPresent();
    if (computed || isAllowed(shown, table, column)) {
      return List.of();
    }
    return List.of(
        sight.statement(
            new Action.Guard(shown, dialect.holdsData(now.get(), definition)),
            "refuse to drop " + shown + " while it holds data"));
  }

  /** Rows that a rollback takes back may have been joined by others alike, and be referred to. */
  private List<Statement> delete(Sight sight, Delete delete, int i) {
    Optional<ObjectName> now = sight.table(delete.table());
    if (now.isEmpty() || delete.where().isPresent() || delete.matching().isEmpty()) {
      return List.of();
    }
    List<String> conditions = new ArrayList<>();
    for (Map.Entry<String, Value> known : delete.matching().entrySet()) {
      Optional<String> column = sight.column(delete.table(), known.getKey());
      if (column.isEmpty()) {
        return List.of();
      }
      conditions.add(
          dialect.quote(column.get())
              + (known.getValue() instanceof Value.Null
                  ? " IS NULL"
                  : " = " + dialect.literal(known.getValue())));
    }
    String rows =
        " FROM " + dialect.quote(now.get()) + " WHERE " + String.join(" AND ", conditions);
    List<Statement> guards = new ArrayList<>();
    long same = steps.stream().filter(s -> s.operation().equals(delete)).count();
    look(sight, delete.table(), "SELECT count(*)" + rows + " HAVING count(*) > " + same)
        .ifPresent(guards::add);
    Schema schema = schemas.get(i).schema();
    for (ObjectName child : schema.referrersOf(delete.table())) {
      for (Constraint.ForeignKey key : schema.table(child).foreignKeys()) {
        if (key.references().equals(delete.table())) {
          referring(sight, child, key, rows).ifPresent(guards::add);
        }
      }
    }
    return guards;
  }

  private Optional<Statement> referring(
      Sight sight, ObjectName child, Constraint.ForeignKey key, String rows) {
    Optional<ObjectName> now = sight.table(child);
    boolean acts =
        key.onDelete() != ReferentialAction.NO_ACTION
            && key.onDelete() != ReferentialAction.RESTRICT;
    boolean simple = key.columns().size() == 1 && key.referencedColumns().size() == 1;
    if (now.isEmpty() || !acts || !simple) {
      return Optional.empty();
    }
    String column = sight.column(child, key.columns().get(0)).orElse(key.columns().get(0));
    String referenced = key.referencedColumns().get(0);
    return look(
        sight,
        child,
        "SELECT 1 FROM "
            + dialect.quote(now.get())
            + " WHERE "
            + dialect.quote(column)
            + " IN (SELECT "
            + dialect.quote(sight.column(key.references(), referenced).orElse(referenced))
            + rows
            + ") LIMIT 1");
  }

  private Optional<Statement> look(Sight sight, ObjectName table, String query) {
    String shown = sight.shown(table);
    return isAllowed(shown, table, Optional.empty())
        ? Optional.empty()
        : Optional.of(
            sight.statement(
                new Action.Guard(shown, query),
                "refuse to lose rows of " + shown + " that came since"));
  }

  /** The column by its name of now; of one that raw SQL made, nothing but the name is known. */
  private static Column definition(Sight sight, ObjectName table, String column) {
    return sight
        .definition(table, column)
        .orElseGet(() -> Column.of(column, new ColumnType.Text()))
        .withName(sight.column(table, column).orElse(column));
  }

  /** By its name of now; by the one it gets back only where nothing else has that now. */
  private boolean isAllowed(String shown, ObjectName table, Optional<String> column) {
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
