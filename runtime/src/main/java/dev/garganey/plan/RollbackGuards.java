package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
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
  private final List<Schema> schemas;
  private final Set<String> allowed;

  /**
   * Guards for some steps.
   *
   * @param schemas the schema before each step
   * @param allowed the tables and columns that may go with their data
   */
  RollbackGuards(Dialect dialect, List<Step> steps, List<Schema> schemas, Set<String> allowed) {
    this.dialect = dialect;
    this.steps = steps;
    this.schemas = schemas;
    this.allowed = allowed;
  }

  /** What to look at before the step of that number runs. */
  List<Statement> before(int number) {
    List<Statement> guards = new ArrayList<>();
    for (int i = number; i < steps.size(); i++) {
      if (from(i) == number) {
        guards.addAll(guards(i, number));
      }
    }
    return guards;
  }

  /** The number of the step before which the guards of step {@code i} look. */
  private int from(int i) {
    boolean rowsChange =
        steps.subList(0, i).stream()
            .map(Step::operation)
            .anyMatch(o -> o.isData() || o.isOpaque() || o instanceof AlterColumn);
    return rowsChange ? i : 0;
  }

  private List<Statement> guards(int i, int number) {
    Operation operation = steps.get(i).operation();
    Sight sight = new Sight(i, number);
    if (operation instanceof DropTable drop) {
      return drop(sight, drop.table(), Optional.empty());
    }
    if (operation instanceof DropColumn drop) {
      return drop(sight, drop.table(), Optional.of(drop.column()));
    }
    if (operation instanceof AddColumn add) {
      boolean filled =
          add.column().nullable()
              || hasValue(add.column())
              || add.column().generated().isPresent()
              || add.column().identity().isPresent();
      return filled ? List.of() : required(sight, add.table(), add.column().name());
    }
    if (operation instanceof AlterColumn alter) {
      boolean required =
          alter.changes().stream()
              .anyMatch(c -> c instanceof ColumnChange.Nullable n && !n.nullable());
      return required ? required(sight, alter.table(), alter.column()) : List.of();
    }
    if (operation instanceof AddConstraint add) {
      return distinct(sight, add.table(), add.constraint());
    }
    return List.of();
  }

  private static boolean hasValue(Column column) {
    return column.defaultValue().filter(v -> !(v instanceof Value.Null)).isPresent();
  }

  /** Sight is one step, seen from before another: names and what is there already. */
  private final class Sight {
    final Step step;
    final Schema schema;
    private final List<Step> all;
    private final List<Step> between;

    Sight(int i, int number) {
      this.step = steps.get(i);
      this.schema = schemas.get(i);
      this.all = steps.subList(0, i);
      this.between = steps.subList(number, i);
    }

    /** The table's name where the guard looks; empty where the rollback makes it. */
    Optional<ObjectName> table(ObjectName table) {
      return Whereabouts.before(all, table).isEmpty()
          ? Optional.empty()
          : Whereabouts.before(between, table);
    }

    Optional<String> column(ObjectName table, String column) {
      return Whereabouts.before(between, table, column);
    }

    /** What the user calls it now. */
    String shown(ObjectName table, Optional<String> column) {
      return Whereabouts.before(all, table).orElse(table)
          + column.map(c -> "." + Whereabouts.before(all, table, c).orElse(c)).orElse("");
    }

    Optional<Column> definition(ObjectName table, String column) {
      return schema.findTable(table).flatMap(t -> t.findColumn(column));
    }

    Statement statement(Action action, String reason) {
      return Statement.of(action, reason, step.at(), Lock.NONE);
    }
  }

  private List<Statement> drop(Sight sight, ObjectName table, Optional<String> column) {
    Optional<ObjectName> now = sight.table(table);
    boolean madeHere =
        column.isPresent() && Whereabouts.before(sight.all, table, column.get()).isEmpty();
    if (now.isEmpty() || madeHere) {
      // What the same rollback put back a moment ago holds nothing of the user's.
      return List.of();
    }
    Optional<Column> definition =
        column.map(
            c ->
                sight
                    .definition(table, c)
                    .orElseGet(() -> Column.of(c, new ColumnType.Text()))
                    .withName(sight.column(table, c).orElse(c)));
    String shown = sight.shown(table, column);
    if (definition.filter(c -> c.generated().isPresent()).isPresent()
        || isAllowed(shown, table, column)) {
      return List.of();
    }
    return List.of(
        sight.statement(
            new Action.Guard(shown, dialect.holdsData(now.get(), definition)),
            "refuse to drop " + shown + " while it holds data"));
  }

  /** By its name of now; by the one it gets back only where nothing else has that now. */
  private boolean isAllowed(String shown, ObjectName table, Optional<String> column) {
    String eventual = table + column.map(c -> "." + c).orElse("");
    boolean taken =
        schemas
            .get(0)
            .findTable(table)
            .filter(t -> column.isEmpty() || t.findColumn(column.get()).isPresent())
            .isPresent();
    return allowed.contains(shown) || (!taken && allowed.contains(eventual));
  }

  private List<Statement> required(Sight sight, ObjectName table, String column) {
    Optional<ObjectName> now = sight.table(table);
    if (now.isEmpty()) {
      return List.of();
    }
    Optional<String> there = sight.column(table, column);
    if (there.isEmpty() && sight.definition(table, column).filter(c -> hasValue(c)).isPresent()) {
      return List.of();
    }
    String shown = sight.shown(table, Optional.of(column));
    boolean back = !(sight.step.operation() instanceof AlterColumn);
    String without = back ? "" : there.map(c -> " WHERE " + dialect.quote(c) + " IS NULL").orElse("");
    return List.of(
        sight.statement(
            new Action.Require(
                "SELECT count(*) FROM "
                    + dialect.quote(now.get())
                    + without
                    + " HAVING count(*) > 0",
                shown
                    + (back ? ", which it puts back, is required," : " would be required again,")
                    + " and %s of the rows of "
                    + sight.shown(table, Optional.empty())
                    + (back ? " have nothing to put into it" : " hold none (NULL)")),
            "refuse to require " + shown + " of rows without a value"));
  }

  private List<Statement> distinct(Sight sight, ObjectName table, Constraint constraint) {
    boolean key = constraint instanceof Constraint.PrimaryKey;
    boolean nullsCount = constraint instanceof Constraint.Unique u && u.nullsNotDistinct();
    Optional<ObjectName> now = sight.table(table);
    if (now.isEmpty() || !(key || constraint instanceof Constraint.Unique) || nullsCount) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    for (String name : constraint.columns()) {
      Optional<String> there = sight.column(table, name);
      Optional<Column> column = sight.definition(table, name);
      if (there.isPresent()) {
        columns.add(dialect.quote(there.get()));
      } else if (column.isEmpty() || !isConstant(column.get())) {
        // NULL equals no other, and nobody knows yet what an expression will yield.
        return List.of();
      }
    }
    String shown = sight.shown(table, Optional.empty());
    String names = constraint.columns().stream().map(c -> "`" + c + "`").toList().toString();
    return List.of(
        sight.statement(
            new Action.Require(
                duplicates(now.get(), columns),
                constraint.kind().title()
                    + constraint.name().map(n -> " `" + n + "`").orElse("")
                    + ", which it puts back, wants distinct values, and %s rows of "
                    + shown
                    + " have the same ones in "
                    + names.substring(1, names.length() - 1)),
            "refuse to put a key back onto rows that are alike"));
  }

  private static boolean isConstant(Column column) {
    return hasValue(column)
        && !(column.defaultValue().orElseThrow() instanceof Value.Expression)
        && column.generated().isEmpty()
        && column.identity().isEmpty();
  }

  private String duplicates(ObjectName table, List<String> columns) {
    String filter = String.join(" IS NOT NULL AND ", columns);
    return "SELECT count(*) FROM "
        + dialect.quote(table)
        + (columns.isEmpty()
            ? ""
            : " WHERE " + filter + " IS NOT NULL GROUP BY " + String.join(", ", columns))
        + " HAVING count(*) > 1 LIMIT 1";
  }
}
