package dev.garganey.operation;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * DropTable removes a table and its rows.
 *
 * @param cascade whether what depends on it is dropped too, foreign keys and views
 */
public record DropTable(ObjectName table, boolean cascade) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Table gone = before.table(table);
    Schema after = before.without(gone).withoutPartsOf(ObjectRef.table(table));
    for (Column column : gone.columns()) {
      after = after.withoutPartsOf(ObjectRef.column(table, column.name()));
    }
    after = sequences(before).without(after);
    for (ObjectName referrer : List.copyOf(after.referrersOf(table))) {
      if (!cascade) {
        throw new SchemaMistake(
            "Table `"
                + table
                + "` is referenced by a foreign key of `"
                + referrer
                + "`; drop that first, or say cascade: true");
      }
      after =
          after.changing(
              referrer,
              t ->
                  t.withConstraints(
                      t.constraints().stream()
                          .filter(
                              c ->
                                  !(c instanceof Constraint.ForeignKey key
                                      && key.references().equals(table)))
                          .toList()));
    }
    return after;
  }

  @Override
  public Inverse inverse(Schema before) {
    if (cascade) {
      return Inverse.none("dropping " + table + " with cascade drops what is not known from here");
    }
    Table gone = before.table(table);
    List<Operation> back = new ArrayList<>();
    OwnedSequences sequences = sequences(before);
    sequences.addTo(back);
    back.add(new CreateTable(gone));
    sequences.addOwnersTo(back);
    Parts.addParts(before, ObjectRef.table(table), back);
    gone.columns().forEach(c -> Parts.addParts(before, ObjectRef.column(table, c.name()), back));
    return Inverse.of(back.toArray(Operation[]::new));
  }

  private OwnedSequences sequences(Schema before) {
    return OwnedSequences.of(before, owner -> owner.table().equals(table));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop table " + table;
  }
}
