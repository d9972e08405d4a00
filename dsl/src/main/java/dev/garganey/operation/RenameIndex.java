package dev.garganey.operation;

import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.util.List;

/** RenameIndex gives an index another name. */
public record RenameIndex(ObjectName from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Index old = before.index(from);
    before.requireFree(from.sibling(to));
    ObjectName owner = before.ownerOfIndex(from).orElseThrow();
    return before
        .findView(owner)
        .map(v -> before.with(v.withIndexes(renamed(v.indexes(), old))))
        .orElseGet(() -> before.changing(owner, t -> t.withIndexes(renamed(t.indexes(), old))));
  }

  private List<Index> renamed(List<Index> indexes, Index old) {
    return indexes.stream().map(i -> i.equals(old) ? i.withName(to) : i).toList();
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameIndex(from.sibling(to), from.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename index " + from + " to " + to;
  }
}
