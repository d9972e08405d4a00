package dev.garganey.operation;

import dev.garganey.model.ColumnType;
import dev.garganey.model.EnumType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.sql.SqlNames;

/** RenameEnum gives an enum another name in the same schema; its columns follow. */
public record RenameEnum(ObjectName from, String to) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    EnumType old = before.enumType(from);
    ObjectName target = from.sibling(to);
    if (before.findEnum(target).isPresent()) {
      throw new SchemaMistake("There is an enum `" + target + "` already");
    }
    Schema after = before.without(old).with(old.withName(target));
    for (Table table : before.tables()) {
      if (table.columns().stream().anyMatch(c -> renamed(c.type(), target) != c.type())) {
        after =
            after.changing(
                table.name(),
                t ->
                    t.withColumns(
                        t.columns().stream()
                            .map(c -> c.withType(renamed(c.type(), target)))
                            .toList()));
      }
    }
    return Parts.renamed(
        after,
        ObjectRef.type(from),
        ObjectRef.type(target),
        sql -> SqlNames.renameTable(sql, from.name(), to));
  }

  private ColumnType renamed(ColumnType type, ObjectName target) {
    if (type instanceof ColumnType.OfEnum e && e.name().equals(from)) {
      return new ColumnType.OfEnum(target);
    }
    if (type instanceof ColumnType.ArrayOf array) {
      ColumnType element = renamed(array.element(), target);
      return element == array.element() ? type : new ColumnType.ArrayOf(element);
    }
    return type;
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameEnum(from.sibling(to), from.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "rename enum " + from + " to " + to;
  }
}
