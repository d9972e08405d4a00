package dev.garganey.operation;

import dev.garganey.model.NativeObject;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;

/** CreateNative makes an object that only one product knows. */
public record CreateNative(NativeObject object) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    if (before.findNative(object.ref()).isPresent()) {
      throw new SchemaMistake("There is a " + object.kind() + " `" + object.name() + "` already");
    }
    return before.with(object);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropNative(object.kind(), object.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create " + object.ref();
  }
}
