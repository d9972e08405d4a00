package dev.garganey.operation;

import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CreateIndex makes an index of a table or materialized view.
 *
 * @param concurrently whether writers go on meanwhile; then it cannot run in a transaction
 */
public record CreateIndex(ObjectName table, Index index, boolean concurrently)
    implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    before.requireFree(table.sibling(index.name()));
    Optional<View> view = before.findView(table).filter(View::materialized);
    if (view.isPresent()) {
      List<Index> longer = new ArrayList<>(view.get().indexes());
      longer.add(index);
      return before.with(view.get().withIndexes(longer));
    }
    return before.changing(table, t -> t.plus(index));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropIndex(table.sibling(index.name()), concurrently));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create index " + index.name() + " on " + table;
  }
}
