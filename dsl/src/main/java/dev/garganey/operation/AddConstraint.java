package dev.garganey.operation;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AddConstraint adds a primary key, unique, foreign key, check or exclusion constraint. */
public record AddConstraint(ObjectName table, Constraint constraint) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Schema after = before.changing(table, this::plus);
    if (constraint instanceof Constraint.ForeignKey key) {
      References.check(after, after.table(table), List.of(key));
    }
    return after;
  }

  private Table plus(Table old) {
    Table more = old.plus(constraint);
    if (constraint instanceof Constraint.PrimaryKey) {
      for (String column : constraint.columns()) {
        more = more.replacing(column, c -> c.withNullable(false));
      }
    }
    return more;
  }

  /**
   * What puts a constraint back into a table that had it. A key requires its columns, but SQLite
   * has keys that do not.
   */
  static List<Operation> again(Table had, Constraint constraint) {
    List<Operation> operations = new ArrayList<>();
    operations.add(new AddConstraint(had.name(), constraint));
    if (constraint instanceof Constraint.PrimaryKey) {
      constraint.columns().stream()
          .filter(c -> had.findColumn(c).filter(Column::nullable).isPresent())
          .map(c -> new AlterColumn(had.name(), c, List.of(new ColumnChange.Nullable(true))))
          .forEach(operations::add);
    }
    return operations;
  }

  @Override
  public Inverse inverse(Schema before) {
    ConstraintRef ref = ConstraintRef.to(constraint);
    if (constraint instanceof Constraint.Check
        && before.table(table).findConstraint(ref).isPresent()) {
      return Inverse.none(
          "`"
              + table
              + "` has the same check without a name already, so the new one cannot be told from"
              + " it; give it one with named('…')");
    }
    List<Operation> back = new ArrayList<>();
    back.add(new DropConstraint(table, ref, false));
    if (constraint instanceof Constraint.PrimaryKey) {
      Table old = before.table(table);
      for (String column : constraint.columns()) {
        if (old.column(column).nullable()) {
          back.add(new AlterColumn(table, column, List.of(new ColumnChange.Nullable(true))));
        }
      }
    }
    return new Inverse(back, Optional.empty());
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "add "
        + constraint.kind().title()
        + constraint.name().map(n -> " " + n).orElse("")
        + " to "
        + table;
  }
}
