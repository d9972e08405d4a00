package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Operation;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.HazardKind;
import dev.garganey.plan.Hazards;
import java.util.ArrayList;
import java.util.List;

/** SqliteHazards are the risks of an operation, with those that SQLite alone has. */
final class SqliteHazards {
  /**
   * Digits that a REAL keeps: a DECIMAL has the affinity NUMERIC, which stores a fraction as one
   * (sqlite.org, "Datatypes In SQLite", 3). In a STRICT table it is kept as it is given.
   */
  private static final int EXACT_DIGITS = 15;

  private SqliteHazards() {}

  static List<Hazard> of(Operation operation, Schema before) {
    List<Hazard> all = new ArrayList<>(Hazards.of(operation, before));
    if (operation instanceof CreateTable create && !TableOptions.isStrict(create.table())) {
      for (Column column : create.table().columns()) {
        decimal(create.table().name(), column.name(), column.type(), all);
      }
    } else if (operation instanceof AddColumn add && !isStrict(before, add.table())) {
      decimal(add.table(), add.column().name(), add.column().type(), all);
    } else if (operation instanceof AlterColumn alter && !isStrict(before, alter.table())) {
      for (ColumnChange change : alter.changes()) {
        if (change instanceof ColumnChange.Type type) {
          decimal(alter.table(), alter.column(), type.type(), all);
        }
      }
    }
    return all;
  }

  private static boolean isStrict(Schema before, ObjectName table) {
    return before.findTable(table).filter(TableOptions::isStrict).isPresent();
  }

  private static void decimal(
      ObjectName table, String column, ColumnType type, List<Hazard> hazards) {
    if (type instanceof ColumnType.Decimal decimal
        && decimal.precision().orElse(0) > EXACT_DIGITS
        && decimal.scale().orElse(0) > 0) {
      hazards.add(
          new Hazard(
              HazardKind.ROUNDS,
              table + "." + column,
              "a fraction in "
                  + table
                  + "."
                  + column
                  + " keeps some "
                  + EXACT_DIGITS
                  + " digits here; text or whole numbers of a smaller unit keep all"));
    }
  }
}
