package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;

/** DropDomain removes a domain that no column uses. */
public record DropDomain(ObjectName name) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before.without(before.domain(name)).withoutPartsOf(ObjectRef.type(name));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Parts.restored(before, ObjectRef.type(name), new CreateDomain(before.domain(name)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop domain " + name;
  }
}
