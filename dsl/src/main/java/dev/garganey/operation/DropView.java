package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;

/** DropView removes a view. */
public record DropView(ObjectName view, boolean cascade) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before.without(before.view(view)).withoutPartsOf(ObjectRef.view(view));
  }

  @Override
  public Inverse inverse(Schema before) {
    if (cascade) {
      return Inverse.none("dropping " + view + " with cascade drops what is not known from here");
    }
    return Parts.restored(before, ObjectRef.view(view), new CreateView(before.view(view)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop view " + view;
  }
}
