package dev.garganey.operation;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.Optional;

/**
 * DropConstraint removes a constraint.
 *
 * @param cascade whether foreign keys of other tables that need it are dropped too
 */
public record DropConstraint(ObjectName table, ConstraintRef constraint, boolean cascade)
    implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Constraint gone = before.table(table).constraint(constraint);
    return before.changing(
        table, t -> t.withConstraints(t.constraints().stream().filter(c -> c != gone).toList()));
  }

  @Override
  public Inverse inverse(Schema before) {
    if (cascade) {
      return Inverse.none("dropping a constraint with cascade drops what is not known from here");
    }
    Table had = before.table(table);
    return new Inverse(AddConstraint.again(had, had.constraint(constraint)), Optional.empty());
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop " + constraint.title() + " of " + table;
  }
}
