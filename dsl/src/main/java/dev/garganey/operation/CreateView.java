package dev.garganey.operation;

import dev.garganey.model.Schema;
import dev.garganey.model.View;

/** CreateView makes a view, plain or materialized. */
public record CreateView(View view) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before.requireFree(view.name()).with(view);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropView(view.name(), false));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create " + (view.materialized() ? "materialized " : "") + "view " + view.name();
  }
}
