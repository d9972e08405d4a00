package dev.garganey.operation;

import dev.garganey.model.EnumType;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/** CreateEnum makes a type of listed values. */
public record CreateEnum(EnumType type) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (before.findEnum(type.name()).isPresent()) {
      throw new SchemaMistake("There is an enum `" + type.name() + "` already");
    }
    return before.with(type);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropEnum(type.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create enum " + type.name();
  }
}
