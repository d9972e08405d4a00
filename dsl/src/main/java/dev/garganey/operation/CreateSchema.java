package dev.garganey.operation;

import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/** CreateSchema makes a name space for other objects. */
public record CreateSchema(String name) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (before.schemas().contains(name)) {
      throw new SchemaMistake("There is a schema `" + name + "` already");
    }
    return before.withSchema(name);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropSchema(name));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create schema " + name;
  }
}
