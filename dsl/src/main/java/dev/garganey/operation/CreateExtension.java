package dev.garganey.operation;

import dev.garganey.model.Extension;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/** CreateExtension installs a package of objects that the server has at hand. */
public record CreateExtension(Extension extension) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (before.findExtension(extension.name()).isPresent()) {
      throw new SchemaMistake("There is an extension `" + extension.name() + "` already");
    }
    return before.with(extension);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropExtension(extension.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create extension " + extension.name();
  }
}
