package dev.garganey.operation;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.EnumType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;

/** DropEnum removes a type of listed values that no column uses. */
public record DropEnum(ObjectName name) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    EnumType gone = before.enumType(name);
    for (Table table : before.tables()) {
      for (Column column : table.columns()) {
        if (column.type() instanceof ColumnType.OfEnum e && e.name().equals(name)) {
          throw new SchemaMistake(
              "Enum `" + name + "` is the type of `" + table.name() + "." + column.name() + "`");
        }
      }
    }
    return before.without(gone).withoutPartsOf(ObjectRef.type(name));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Parts.restored(before, ObjectRef.type(name), new CreateEnum(before.enumType(name)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop enum " + name;
  }
}
