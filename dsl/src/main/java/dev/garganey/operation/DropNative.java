package dev.garganey.operation;

import dev.garganey.model.MissingObject;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;

/** DropNative removes an object that only one product knows. */
public record DropNative(String kind, String name) implements Operation {
  /**
   * The object that is to go.
   *
   * @throws MissingObject if it is not there
   */
  public NativeObject find(Schema before) {
    return before
        .findNative(new ObjectRef(kind, name))
        .orElseThrow(
            () ->
                new MissingObject(
                    kind,
                    name,
                    before.natives().stream()
                        .filter(n -> n.kind().equals(kind))
                        .map(NativeObject::name)
                        .toList()));
  }

  @Override
  public Schema applyTo(Schema before) {
    return before.without(find(before));
  }

  @Override
  public Inverse inverse(Schema before) {
    NativeObject object = find(before);
    return Parts.restored(before, object.ref(), new CreateNative(object));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop " + new ObjectRef(kind, name);
  }
}
