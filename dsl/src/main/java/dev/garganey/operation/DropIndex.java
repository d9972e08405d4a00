package dev.garganey.operation;

import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.util.List;

/**
 * DropIndex removes an index.
 *
 * @param concurrently whether readers and writers go on meanwhile; then not in a transaction
 */
public record DropIndex(ObjectName index, boolean concurrently) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Index gone = before.index(index);
    ObjectName owner = before.ownerOfIndex(index).orElseThrow();
    return before
        .findView(owner)
        .map(v -> before.with(v.withIndexes(without(v.indexes(), gone))))
        .orElseGet(() -> before.changing(owner, t -> t.withIndexes(without(t.indexes(), gone))));
  }

  private static List<Index> without(List<Index> indexes, Index gone) {
    return indexes.stream().filter(i -> !i.name().equals(gone.name())).toList();
  }

  @Override
  public Inverse inverse(Schema before) {
    Index gone = before.index(index);
    return Inverse.of(
        new CreateIndex(before.ownerOfIndex(index).orElseThrow(), gone, concurrently));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop index " + index;
  }
}
