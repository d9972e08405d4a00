package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DropColumn removes a column and its values, with the constraints and indexes that use it.
 *
 * @param cascade whether views and foreign keys of other tables that use it are dropped too
 */
public record DropColumn(ObjectName table, String column, boolean cascade) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Table old = before.table(table);
    old.column(column);
    if (old.columns().size() == 1) {
      throw new SchemaMistake(
          "`" + column + "` is the only column of `" + table + "`; drop the table instead");
    }
    for (ObjectName referrer : before.referrersOf(table)) {
      for (Constraint.ForeignKey key : before.table(referrer).foreignKeys()) {
        boolean meant =
            key.references().equals(table)
                && References.columns(before, key).contains(column)
                && !(referrer.equals(table) && key.columns().contains(column));
        if (meant) {
          throw new SchemaMistake(
              "Column `"
                  + table
                  + "."
                  + column
                  + "` is referenced by a foreign key of `"
                  + referrer
                  + "`; drop that first");
        }
      }
    }
    return sequences(before)
        .without(before.with(without(old)).withoutPartsOf(ObjectRef.column(table, column)));
  }

  private OwnedSequences sequences(Schema before) {
    return OwnedSequences.of(before, new ColumnRef(table, column)::equals);
  }

  private Table without(Table old) {
    return new Table(
        old.name(),
        old.columns().stream().filter(c -> !c.name().equals(column)).toList(),
        old.constraints().stream().filter(c -> !uses(c)).toList(),
        old.indexes().stream().filter(i -> !uses(i)).toList(),
        old.triggers(),
        old.options(),
        old.comment());
  }

  private boolean uses(Constraint constraint) {
    return constraint.columns().contains(column)
        || (constraint instanceof Constraint.Check check
            && SqlNames.mentions(check.expression(), column));
  }

  private boolean uses(Index index) {
    return index.uses(column)
        || index.where().filter(w -> SqlNames.mentions(w, column)).isPresent()
        || index.keys().stream()
            .anyMatch(k -> k.expression() && SqlNames.mentions(k.text(), column));
  }

  @Override
  public Inverse inverse(Schema before) {
    if (cascade) {
      return Inverse.none(
          "dropping "
              + table
              + "."
              + column
              + " with cascade drops what is not known from here; drop that by name, or say in"
              + " down { } how to go back");
    }
    Table old = before.table(table);
    List<Operation> back = new ArrayList<>();
    OwnedSequences sequences = sequences(before);
    sequences.addTo(back);
    back.add(new AddColumn(table, old.column(column)));
    sequences.addOwnersTo(back);
    old.constraints().stream()
        .filter(this::uses)
        .forEach(c -> back.addAll(AddConstraint.again(old, c)));
    old.indexes().stream()
        .filter(this::uses)
        .forEach(i -> back.add(new CreateIndex(table, i, false)));
    Parts.addParts(before, ObjectRef.column(table, column), back);
    return new Inverse(back, Optional.empty());
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop column " + table + "." + column;
  }
}
