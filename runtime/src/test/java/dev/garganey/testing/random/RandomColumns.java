package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Generated;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RandomColumns draws columns, and what happens to them. */
final class RandomColumns {
  private final Draw draw;
  private final RandomValues values;

  RandomColumns(Draw draw, RandomValues values) {
    this.draw = draw;
    this.values = values;
  }

  /** The schema of a table to be made, where the product has schemas. */
  Optional<String> schemaName() {
    return draw.once(2) ? Optional.empty() : draw.pickFrom(draw.schema.schemas());
  }

  /** The columns of a new table: a key, some that are given, perhaps one that is computed. */
  List<Column> first() {
    List<Column> columns = new ArrayList<>();
    columns.add(RandomTables.id(draw));
    for (int i = 1 + draw.upTo(4); i > 0; i--) {
      Column column = collated(Column.of(draw.fresh("c"), values.type()));
      columns.add(
          column
              .withNullable(draw.once(2))
              .withDefault(
                  draw.once(3) ? Optional.of(values.defaultOf(column.type())) : Optional.empty()));
    }
    draw.pickFrom(draw.schema.enums())
        .filter(e -> draw.once(2))
        .ifPresent(e -> columns.add(Column.of(draw.fresh("d"), new ColumnType.OfEnum(e.name()))));
    computed(columns).filter(c -> draw.once(4)).ifPresent(columns::add);
    return columns;
  }

  private Column collated(Column column) {
    boolean text =
        column.type() instanceof ColumnType.Text || column.type() instanceof ColumnType.VarChar;
    return text && draw.once(4) ? column.withCollation(Optional.of(collation())) : column;
  }

  private String collation() {
    return draw.isPostgresql()
        ? draw.pick(List.of("C", "POSIX"))
        : draw.pick(List.of("NOCASE", "RTRIM"));
  }

  private Optional<Column> computed(List<Column> columns) {
    List<Column> numbers =
        columns.stream()
            .filter(c -> c.type() instanceof ColumnType.Int && !Draw.isComputed(c))
            .toList();
    boolean stored = draw.isPostgresql() || draw.once(2);
    return draw.pickFrom(numbers)
        .map(c -> new Generated(Draw.quoted(c.name()) + " * 2", stored))
        .map(g -> Column.of(draw.fresh("x"), new ColumnType.Int()).withGenerated(Optional.of(g)));
  }

  List<Operation> add(Table table) {
    ObjectName name = table.name();
    if (draw.once(5)) {
      Optional<Column> computed = computed(table.columns());
      if (computed.isPresent()) {
        return List.of(new AddColumn(name, computed.get()));
      }
    }
    ColumnType type = values.type();
    if (draw.once(2)) {
      Column filled = collated(Column.of(draw.fresh("d"), type)).withNullable(draw.once(2));
      Value value = values.value(type, 4);
      return List.of(new AddColumn(name, filled.withDefault(Optional.of(value))));
    }
    Column empty = collated(Column.of(draw.fresh("a"), type));
    if (draw.once(4)) {
      return List.of(new AddColumn(name, empty), update(name, empty));
    }
    if (draw.once(8) && table.primaryKey().isPresent()) {
      return List.of(new AddColumn(name, empty), backfill(name, empty));
    }
    return List.of(new AddColumn(name, empty));
  }

  private Update update(ObjectName table, Column column) {
    return new Update(
        table, Map.of(column.name(), values.value(column.type(), 6)), Optional.of("\"id\" > 1"));
  }

  private Backfill backfill(ObjectName table, Column column) {
    return new Backfill(
        table, Map.of(column.name(), values.value(column.type(), 7)), Optional.empty(), 2, 0);
  }

  Optional<List<Operation>> drop(Table table) {
    Column column = draw.pick(table.columns());
    boolean fixed =
        Draw.isKey(column)
            || draw.isViewed(table.name())
            || Draw.isComputedFrom(table, column)
            || table.primaryKey().filter(k -> k.columns().contains(column.name())).isPresent();
    if (fixed) {
      return Optional.empty();
    }
    DropColumn drop = new DropColumn(table.name(), column.name(), false);
    boolean again = draw.once(4) && column.name().startsWith("a");
    return Optional.of(
        again
            ? List.of(drop, new AddColumn(table.name(), Column.of(column.name(), values.type())))
            : List.of(drop));
  }

  Optional<List<Operation>> rename(Table table) {
    String from = draw.pick(table.columns()).name();
    return from.equals("id")
        ? Optional.empty()
        : one(new RenameColumn(table.name(), from, draw.fresh(from.substring(0, 1))));
  }

  Optional<List<Operation>> alter(Table table) {
    Column column = draw.pick(table.columns());
    List<ColumnChange> changes = new ArrayList<>();
    if (Draw.isKey(column) && RandomTables.takesIdentity(draw, table)) {
      changes.add(
          new ColumnChange.ChangeIdentity(
              column.identity().isPresent()
                  ? Optional.empty()
                  : Optional.of(RandomTables.identity(draw))));
    } else if (!Draw.isKey(column) && !Draw.isComputed(column)) {
      if (draw.once(3) && !isFixed(table, column)) {
        RandomValues.wider(column.type())
            .ifPresent(t -> changes.add(new ColumnChange.Type(t, Optional.empty())));
      }
      if (draw.once(2) && !isPartOfKey(table, column)) {
        changes.add(new ColumnChange.Nullable(!Draw.isFilled(column) || !column.nullable()));
      }
      if (draw.once(2)) {
        changes.add(
            new ColumnChange.Default(
                draw.once(3) ? Optional.empty() : Optional.of(values.defaultOf(column.type()))));
      }
      if (draw.once(5) && !isFixed(table, column) && column.type() instanceof ColumnType.Text) {
        changes.add(
            new ColumnChange.Collation(
                column.collation().isPresent() ? Optional.empty() : Optional.of(collation())));
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : one(new AlterColumn(table.name(), column.name(), changes));
  }

  private static boolean isPartOfKey(Table table, Column column) {
    return table.primaryKey().filter(k -> k.columns().contains(column.name())).isPresent();
  }

  /** Whether something needs the column's type to stay. */
  private boolean isFixed(Table table, Column column) {
    return draw.isViewed(table.name()) || Draw.isComputedFrom(table, column);
  }

  private static Optional<List<Operation>> one(Operation operation) {
    return Optional.of(List.of(operation));
  }
}
