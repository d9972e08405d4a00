package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.sql.SqlNames;

/** RenameSequence gives a sequence another name in the same schema. */
public record RenameSequence(ObjectName from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Sequence old = before.sequence(from);
    ObjectName target = from.sibling(to);
    return Parts.renamed(
        before.requireFree(target).without(old).with(old.withName(target)),
        ObjectRef.sequence(from),
        ObjectRef.sequence(target),
        sql -> SqlNames.renameTable(sql, from.name(), to));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameSequence(from.sibling(to), from.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename sequence " + from + " to " + to;
  }
}
