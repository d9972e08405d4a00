package dev.garganey.operation;

import dev.garganey.model.Extension;
import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;

/** DropExtension removes an extension. */
public record DropExtension(String name) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before.without(find(before)).withoutPartsOf(ObjectRef.extension(name));
  }

  private Extension find(Schema before) {
    return before
        .findExtension(name)
        .orElseThrow(
            () ->
                new MissingObject(
                    "extension", name, before.extensions().stream().map(Extension::name).toList()));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Parts.restored(before, ObjectRef.extension(name), new CreateExtension(find(before)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop extension " + name;
  }
}
