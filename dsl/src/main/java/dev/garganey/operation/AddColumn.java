package dev.garganey.operation;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;

/** AddColumn adds a column at the end of a table. */
public record AddColumn(ObjectName table, Column column) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Schema after = before.changing(table, t -> t.plus(column));
    References.checkEnum(after, column.type());
    return after;
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropColumn(table, column.name(), false));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "add column " + table + "." + column.name();
  }
}
