package dev.garganey.operation;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.util.Optional;

/** RenameConstraint gives a constraint another name. */
public record RenameConstraint(ObjectName table, String from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Constraint old = before.table(table).constraint(ConstraintRef.named(from));
    return before.changing(
        table,
        t ->
            t.withConstraints(
                t.constraints().stream()
                    .map(c -> c.equals(old) ? c.withName(Optional.of(to)) : c)
                    .toList()));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameConstraint(table, to, from));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename constraint " + from + " of " + table + " to " + to;
  }
}
