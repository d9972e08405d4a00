package dev.garganey.testing.random;

import dev.garganey.diff.Creation;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RandomHistory draws migrations that are valid one after another, rows included. */
public final class RandomHistory {
  private final Draw draw;
  private final RandomValues values;
  private final RandomColumns columns;
  private final RandomConstraints constraints;
  private final RandomIndexes indexes;
  private final RandomTables tables;
  private final RandomViews views;
  private final RandomTypes types;
  private final RandomCode code;

  /** What that seed draws for a product. */
  public RandomHistory(long seed, Product product) {
    draw = new Draw(seed, product);
    values = new RandomValues(draw);
    columns = new RandomColumns(draw, values);
    constraints = new RandomConstraints(draw);
    indexes = new RandomIndexes(draw);
    tables = new RandomTables(draw, values, columns, constraints, indexes);
    views = new RandomViews(draw);
    types = new RandomTypes(draw);
    code = new RandomCode(draw);
  }

  /** The schema after all that was drawn. */
  public Schema schema() {
    return draw.schema;
  }

  /**
   * Rows for all tables as they are now, parents first. Those of the same number refer to each
   * other; some a check or key may refuse.
   */
  public List<Insert> rows(int each) {
    List<Insert> rows = new ArrayList<>();
    for (Operation operation : Creation.of(draw.schema)) {
      if (operation instanceof CreateTable made) {
        Table table = draw.schema.table(made.table().name());
        for (int number = 1; number <= each; number++) {
          Map<String, Value> row = values.row(table, number);
          if (!row.isEmpty()) {
            rows.add(new Insert(table.name(), List.of(row)));
          }
        }
      }
    }
    return rows;
  }

  /** The next migration: one to six operations, often on one table. */
  public List<Operation> next() {
    List<Operation> operations = new ArrayList<>();
    int size = 1 + draw.upTo(6);
    Optional<ObjectName> one =
        draw.once(2) ? Optional.empty() : draw.pickFrom(draw.schema.tables()).map(Table::name);
    while (operations.size() < size) {
      Optional<Table> table =
          one.filter(t -> !draw.once(4))
              .flatMap(draw.schema::findTable)
              .or(() -> draw.pickFrom(draw.schema.tables()));
      draw(table).filter(this::applies).ifPresent(operations::addAll);
    }
    return operations;
  }

  private boolean applies(List<Operation> operations) {
    Schema after = draw.schema;
    try {
      for (Operation operation : operations) {
        after = operation.applyTo(after);
      }
    } catch (SchemaMistake refused) {
      return false;
    }
    draw.schema = after;
    return true;
  }

  private Optional<List<Operation>> draw(Optional<Table> picked) {
    if (picked.isEmpty() || draw.schema.tables().size() < 2) {
      return Optional.of(tables.create());
    }
    Table table = picked.get();
    return switch (draw.upTo(24)) {
      case 0 -> draw.schema.tables().size() > 6 ? Optional.empty() : Optional.of(tables.create());
      case 1, 2 -> tables.change(table);
      case 3, 4, 5 -> Optional.of(columns.add(table));
      case 6, 7 -> columns.drop(table);
      case 8 -> columns.rename(table);
      case 9, 10, 11 -> columns.alter(table);
      case 12, 13, 14 -> constraints.add(table);
      case 15, 16 -> constraints.change(table);
      case 17 -> Optional.of(List.of(indexes.create(table)));
      case 18 -> indexes.change(table);
      case 19 -> draw.once(2) ? Optional.of(views.create(table)) : views.change(table);
      case 20 -> draw.once(2) ? Optional.of(code.trigger(table)) : code.change(table);
      case 21 -> Optional.of(List.of(code.comment(table)));
      case 22 -> type();
      default -> insert(table);
    };
  }

  private Optional<List<Operation>> type() {
    if (!draw.isPostgresql()) {
      return Optional.empty();
    }
    return (draw.once(2) ? Optional.of(types.create()) : types.change()).map(List::of);
  }

  /** A row with a number that no other row has. */
  private Optional<List<Operation>> insert(Table table) {
    return Draw.grows(table)
        ? Optional.of(List.of(new Insert(table.name(), List.of(values.row(table, draw.number())))))
        : Optional.empty();
  }
}
