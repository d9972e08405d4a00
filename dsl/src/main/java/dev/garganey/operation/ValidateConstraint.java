package dev.garganey.operation;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;

/** ValidateConstraint checks the rows that were there before a constraint was added unchecked. */
public record ValidateConstraint(ObjectName table, String constraint) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Constraint old = before.table(table).constraint(ConstraintRef.named(constraint));
    return before.changing(
        table,
        t ->
            t.withConstraints(
                t.constraints().stream().map(c -> c.equals(old) ? validated(c) : c).toList()));
  }

  private static Constraint validated(Constraint constraint) {
    if (constraint instanceof Constraint.ForeignKey key) {
      return key.withValidated(true);
    }
    if (constraint instanceof Constraint.Check check) {
      return new Constraint.Check(check.name(), check.expression(), true, check.noInherit());
    }
    return constraint;
  }

  @Override
  public Inverse inverse(Schema before) {
    Constraint old = before.table(table).constraint(ConstraintRef.named(constraint));
    return old.equals(validated(old))
        ? Inverse.NOTHING
        : Inverse.of(
            new DropConstraint(table, ConstraintRef.to(old), false), new AddConstraint(table, old));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "validate constraint " + constraint + " of " + table;
  }
}
