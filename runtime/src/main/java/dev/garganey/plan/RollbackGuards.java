package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.List;
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
