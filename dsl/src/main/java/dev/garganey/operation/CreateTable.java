package dev.garganey.operation;

import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;

/** CreateTable makes a table with its columns, constraints, indexes and comment. */
public record CreateTable(Table table) implements Operation {
  public CreateTable {
    if (table.columns().isEmpty() && !table.mayLackColumns()) {
      throw new SchemaMistake("Table `" + table.name() + "` needs at least one column");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    before.requireFree(table.name());
    Schema after = before.with(table);
    References.check(after, table, table.foreignKeys());
    References.checkEnums(after, table);
    return after;
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropTable(table.name(), false));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create table " + table.name();
  }
}
