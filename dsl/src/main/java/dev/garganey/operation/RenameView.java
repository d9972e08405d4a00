package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.View;
import dev.garganey.sql.SqlNames;

/** RenameView gives a view another name in the same schema. */
public record RenameView(ObjectName from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    View old = before.view(from);
    ObjectName target = from.sibling(to);
    return Parts.renamed(
        before.requireFree(target).without(old).with(old.withName(target)),
        ObjectRef.view(from),
        ObjectRef.view(target),
        sql -> SqlNames.renameTable(sql, from.name(), to));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameView(from.sibling(to), from.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename view " + from + " to " + to;
  }
}
