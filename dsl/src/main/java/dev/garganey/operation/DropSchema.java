package dev.garganey.operation;

import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.Optional;

/** DropSchema removes an empty schema. */
public record DropSchema(String name) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (!before.schemas().contains(name)) {
      throw new MissingObject("schema", name, before.schemas());
    }
    for (Table table : before.tables()) {
      if (table.name().schema().equals(Optional.of(name))) {
        throw new SchemaMistake(
            "Schema `" + name + "` is not empty: it has a table `" + table.name().name() + "`");
      }
    }
    return before.withoutSchema(name).withoutPartsOf(ObjectRef.schema(name));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Parts.restored(before, ObjectRef.schema(name), new CreateSchema(name));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop schema " + name;
  }
}
