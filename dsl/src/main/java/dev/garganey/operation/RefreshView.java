package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/** RefreshView computes the rows of a materialized view anew. */
public record RefreshView(ObjectName view, boolean concurrently) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (!before.view(view).materialized()) {
      throw new SchemaMistake(
          "View `" + view + "` is not materialized, so there is nothing to refresh");
    }
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    applyTo(before);
    return Inverse.NOTHING;
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "refresh materialized view " + view;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
