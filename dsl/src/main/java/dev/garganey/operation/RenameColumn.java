package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.sql.SqlNames;
import java.util.List;

/** RenameColumn gives a column another name; keys and indexes follow. */
public record RenameColumn(ObjectName table, String from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Table old = before.table(table);
    old.column(from);
    if (old.findColumn(to).isPresent()) {
      throw new SchemaMistake("Table `" + table + "` has a column `" + to + "` already");
    }
    Schema after = before.with(old.renamingColumn(from, to));
    for (ObjectName referrer : List.copyOf(after.referrersOf(table))) {
      after = after.changing(referrer, this::following);
    }
    ColumnRef renamed = new ColumnRef(table, from);
    after = OwnedSequences.renamed(after, o -> o.equals(renamed) ? new ColumnRef(table, to) : o);
    return Parts.renamed(
        after,
        ObjectRef.column(table, from),
        ObjectRef.column(table, to),
        sql -> SqlNames.renameColumn(sql, from, to));
  }

  private Table following(Table referrer) {
    return referrer.withConstraints(
        referrer.constraints().stream()
            .map(
                c ->
                    c instanceof Constraint.ForeignKey key && key.references().equals(table)
                        ? key.withReference(
                            table,
                            key.referencedColumns().stream()
                                .map(r -> r.equals(from) ? to : r)
                                .toList())
                        : c)
            .toList());
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameColumn(table, to, from));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename column " + table + "." + from + " to " + to;
  }
}
