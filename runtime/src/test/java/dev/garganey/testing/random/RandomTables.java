package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Identity;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.SetTableOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RandomTables draws tables with their first rows, and what happens to whole tables. */
final class RandomTables {
  private static final int ROWS = 3;

  private final Draw draw;
  private final RandomValues values;
  private final RandomColumns columns;
  private final RandomConstraints constraints;
  private final RandomIndexes indexes;

  RandomTables(
      Draw draw,
      RandomValues values,
      RandomColumns columns,
      RandomConstraints constraints,
      RandomIndexes indexes) {
    this.draw = draw;
    this.values = values;
    this.columns = columns;
    this.constraints = constraints;
    this.indexes = indexes;
  }

  /** A table with all that it may have from its start, and its rows. */
  List<Operation> create() {
    return create(new ObjectName(columns.schemaName(), draw.fresh(draw.once(2) ? "t" : "g")));
  }

  private List<Operation> create(ObjectName name) {
    Table table = Table.of(name, columns.first());
    Constraint.PrimaryKey key = key(table);
    for (String column : key.columns()) {
      table = table.replacing(column, c -> c.withNullable(false));
    }
    table = options(table.plus(key));
    for (int i = draw.upTo(3); i > 0; i--) {
      table = withPart(table);
    }
    List<Map<String, Value>> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      rows.add(values.row(table, i));
    }
    List<Operation> operations = new ArrayList<>();
    operations.add(new CreateTable(table));
    operations.add(new Insert(name, rows));
    if (Draw.grows(table) && draw.once(4)) {
      // What the migration itself made may be taken away again.
      operations.add(new Insert(name, List.of(values.row(table, draw.number()))));
      operations.add(new Delete(name, Optional.of("\"id\" > 3"), Map.of()));
    }
    return operations;
  }

  private Constraint.PrimaryKey key(Table table) {
    List<String> key = new ArrayList<>(List.of("id"));
    boolean numbered = table.column("id").identity().isPresent();
    table.columns().stream()
        .filter(c -> Draw.isDistinct(c) && !numbered && draw.once(4))
        .forEach(c -> key.add(c.name()));
    return Constraint.PrimaryKey.of(draw.fresh("pk"), key);
  }

  private Table withPart(Table table) {
    return switch (draw.upTo(4)) {
      case 0 -> constraints.unique(table).map(table::plus).orElse(table);
      case 1 -> constraints.check(table).map(table::plus).orElse(table);
      case 2 -> constraints.foreignKey(table).map(table::plus).orElse(table);
      default -> table.plus(indexes.index(table));
    };
  }

  private Table options(Table table) {
    if (draw.isPostgresql()) {
      return draw.once(8)
          ? table.withOptions(Map.of("fillfactor", "70"))
          : table.withComment(draw.once(5) ? Optional.of("it's a table") : Optional.empty());
    }
    Map<String, String> options = new HashMap<>();
    if (draw.once(5) && table.column("id").identity().isEmpty()) {
      options.put("withoutRowid", "true");
    }
    if (draw.once(5)) {
      options.put("strict", "true");
    }
    return table.withOptions(options);
  }

  Optional<List<Operation>> change(Table table) {
    ObjectName name = table.name();
    boolean free = !draw.isViewed(name) && !draw.isReferenced(name);
    return switch (draw.upTo(4)) {
      case 0 -> free ? Optional.of(List.of(new DropTable(name, false))) : Optional.empty();
      case 1 -> free ? again(name) : Optional.empty();
      case 2 ->
          Optional.of(List.of(new RenameTable(name, draw.fresh(name.name().substring(0, 1)))));
      default -> setOptions(table);
    };
  }

  /** Another table in place of one. */
  private Optional<List<Operation>> again(ObjectName name) {
    List<Operation> operations = new ArrayList<>();
    operations.add(new DropTable(name, false));
    operations.addAll(create(name));
    return Optional.of(operations);
  }

  private Optional<List<Operation>> setOptions(Table table) {
    if (draw.isPostgresql()) {
      String fill = table.options().containsKey("fillfactor") ? "" : "80";
      return Optional.of(List.of(new SetTableOptions(table.name(), Map.of("fillfactor", fill))));
    }
    String strict = table.options().containsKey("strict") ? "" : "true";
    return Optional.of(List.of(new SetTableOptions(table.name(), Map.of("strict", strict))));
  }

  static Column id(Draw draw) {
    Column key = Column.of("id", new ColumnType.BigInt()).withNullable(false);
    return draw.once(2) ? key : key.withIdentity(Optional.of(identity(draw)));
  }

  /** SQLite numbers the primary key alone, and none where it keeps no row numbers. */
  static boolean takesIdentity(Draw draw, Table table) {
    return draw.isPostgresql()
        || (table.primaryKey().filter(k -> k.columns().equals(List.of("id"))).isPresent()
            && !table.options().containsKey("withoutRowid"));
  }

  static Identity identity(Draw draw) {
    SequenceOptions numbers =
        draw.isPostgresql() && draw.once(3)
            ? new SequenceOptions(
                Optional.of(500L),
                Optional.of(2L),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false)
            : SequenceOptions.DEFAULT;
    return new Identity(draw.once(3), numbers);
  }
}
