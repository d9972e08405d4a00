package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameTable;
import java.util.List;
import java.util.function.Function;

/** Rule is what an operation asks of rows from then on, followed through later operations. */
final class Rule {
  private Schema schema;
  private ObjectName table;
  private final Function<Table, ? extends List<?>> parts;
  private int place;

  private Rule(
      Schema schema, ObjectName table, Function<Table, ? extends List<?>> parts, int place) {
    this.schema = schema;
    this.table = table;
    this.parts = parts;
    this.place = place;
  }

  /**
   * The rule that an operation makes.
   *
   * @param after the schema after it
   */
  static Rule of(Operation operation, Schema after) {
    if (operation instanceof AddColumn add) {
      return required(after, add.table(), add.column().name());
    } else if (operation instanceof AlterColumn alter) {
      return required(after, alter.table(), alter.column());
    } else if (operation instanceof AddConstraint add) {
      return new Rule(after, add.table(), Table::constraints, -1).last();
    } else if (operation instanceof CreateIndex create) {
      return new Rule(after, create.table(), Table::indexes, -1).last();
    }
    throw new IllegalArgumentException(operation.describe() + " makes no rule for rows");
  }

  private static Rule required(Schema after, ObjectName table, String column) {
    Function<Table, List<String>> required =
        t -> t.columns().stream().filter(c -> !c.nullable()).map(Column::name).toList();
    return new Rule(after, table, required, required.apply(after.table(table)).indexOf(column));
  }

  /** What was added last stands last. */
  private Rule last() {
    place = parts().size() - 1;
    return this;
  }

  private List<?> parts() {
    return parts.apply(schema.table(table));
  }

  /** Whether it is still there once these have run. */
  boolean lasts(List<Operation> later) {
    for (Operation operation : later) {
      Object part = parts().get(place);
      schema = operation.applyTo(schema);
      if (operation instanceof RenameTable rename && rename.from().equals(table)) {
        table = rename.from().sibling(rename.to());
      }
      if (schema.findTable(table).isEmpty()) {
        return false;
      }
      // What is renamed stays where it stands; what is dropped makes others move up.
      boolean renamed =
          operation instanceof RenameColumn
              || operation instanceof RenameConstraint
              || operation instanceof RenameIndex
              || operation instanceof RenameTable;
      int found = renamed ? place : parts().indexOf(part);
      if (found < 0) {
        return false;
      }
      place = found;
    }
    return true;
  }
}
