package dev.garganey.operation;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AlterColumn changes a column in place. */
public record AlterColumn(ObjectName table, String column, List<ColumnChange> changes)
    implements Operation {
  public AlterColumn {
    changes = List.copyOf(changes);
    if (changes.isEmpty()) {
      throw new SchemaMistake("alterColumn of `" + table + "." + column + "` changes nothing");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    Schema after = before.changing(table, t -> t.replacing(column, this::changed));
    References.checkEnum(after, after.table(table).column(column).type());
    return after;
  }

  private Column changed(Column old) {
    Column result = old;
    for (ColumnChange change : changes) {
      result = change.applyTo(result);
    }
    return result;
  }

  /** Whether an expression of the author's makes new values of the old ones. */
  public boolean convertsValues() {
    return changes.stream()
        .anyMatch(c -> c instanceof ColumnChange.Type type && type.using().isPresent());
  }

  /**
   * The same for the inverse's sake, where the values that an expression changed need not come
   * back.
   */
  public AlterColumn withoutConversion() {
    return new AlterColumn(
        table,
        column,
        changes.stream()
            .map(
                c ->
                    c instanceof ColumnChange.Type type
                        ? new ColumnChange.Type(type.type(), Optional.empty())
                        : c)
            .toList());
  }

  @Override
  public Inverse inverse(Schema before) {
    if (convertsValues()) {
      return Inverse.none(
          "using changes the values of "
              + table
              + "."
              + column
              + ", and what they were is not kept; say in down { } how to go back");
    }
    Column old = before.table(table).column(column);
    List<ColumnChange> back = new ArrayList<>();
    for (ColumnChange change : changes) {
      if (change instanceof ColumnChange.ChangeGenerated
          && old.generated().isPresent()
          && changed(old).generated().isEmpty()) {
        return Inverse.none(
            "a stored column cannot become generated again in place: " + table + "." + column);
      }
      back.add(0, change.inverse(old));
      if (change instanceof ColumnChange.ChangeIdentity added
          && added.identity().isPresent()
          && old.nullable()) {
        // An identity is never NULL, and losing it does not bring NULL back.
        back.add(new ColumnChange.Nullable(true));
      }
    }
    return Inverse.of(new AlterColumn(table, column, back));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "alter column " + table + "." + column;
  }
}
