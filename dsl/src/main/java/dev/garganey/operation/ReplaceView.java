package dev.garganey.operation;

import dev.garganey.model.Schema;
import dev.garganey.model.View;
import java.util.Optional;

/** ReplaceView makes a view, or gives the one of its name another query. */
public record ReplaceView(View view) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Optional<View> old = before.findView(view.name());
    if (old.isEmpty()) {
      return before.requireFree(view.name()).with(view);
    }
    return before.with(view.withTriggers(old.get().triggers()));
  }

  @Override
  public Inverse inverse(Schema before) {
    return before
        .findView(view.name())
        .map(old -> Inverse.of(new ReplaceView(old)))
        .orElseGet(() -> Inverse.of(new DropView(view.name(), false)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "replace view " + view.name();
  }
}
