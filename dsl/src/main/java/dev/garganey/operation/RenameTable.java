package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.sql.SqlNames;
import java.util.List;

/** RenameTable gives a table another name in the same schema; what refers to it follows. */
public record RenameTable(ObjectName from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Table table = before.table(from);
    ObjectName target = from.sibling(to);
    before.requireFree(target);
    Schema after = before.without(table).with(table.withName(target));
    for (ObjectName referrer : List.copyOf(before.referrersOf(from))) {
      ObjectName name = referrer.equals(from) ? target : referrer;
      after =
          after.changing(
              name,
              t ->
                  t.withConstraints(
                      t.constraints().stream()
                          .map(
                              c ->
                                  c instanceof Constraint.ForeignKey key
                                          && key.references().equals(from)
                                      ? key.withReference(target, key.referencedColumns())
                                      : c)
                          .toList()));
    }
    after =
        OwnedSequences.renamed(
            after, o -> o.table().equals(from) ? new ColumnRef(target, o.column()) : o);
    return Parts.renamed(
        following(after), ObjectRef.table(from), ObjectRef.table(target), this::following);
  }

  /** Views and triggers name the table by its new name, as products rewrite them. */
  private Schema following(Schema renamed) {
    Schema after = renamed;
    for (View view : renamed.views()) {
      View changed =
          view.withDefinition(following(view.definition()))
              .withTriggers(followingAll(view.triggers()));
      after = changed.equals(view) ? after : after.with(changed);
    }
    for (Table table : renamed.tables()) {
      if (!table.triggers().isEmpty()) {
        after = after.with(table.withTriggers(followingAll(table.triggers())));
      }
    }
    return after;
  }

  private List<Trigger> followingAll(List<Trigger> triggers) {
    return triggers.stream().map(t -> t.withDefinition(following(t.definition()))).toList();
  }

  private String following(String sql) {
    return SqlNames.renameTable(sql, from.name(), to);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameTable(from.sibling(to), from.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename table " + from + " to " + to;
  }
}
