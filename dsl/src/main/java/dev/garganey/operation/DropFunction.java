package dev.garganey.operation;

import dev.garganey.model.Function;
import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import java.util.Optional;

/** DropFunction removes a function, procedure or aggregate. */
public record DropFunction(ObjectName name, String kind, String arguments) implements Operation {
  public DropFunction {
    arguments = arguments.strip();
  }

  private Optional<Function> find(Schema before) {
    return before.findFunction(name + "(" + arguments + ")");
  }

  private Function require(Schema before) {
    return find(before)
        .orElseThrow(
            () ->
                new MissingObject(
                    "function",
                    name + "(" + arguments + ")",
                    before.functions().stream().map(Function::signature).toList()));
  }

  @Override
  public Schema applyTo(Schema before) {
    Function gone = require(before);
    return before.without(gone).withoutPartsOf(ObjectRef.function(gone.signature()));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Parts.restored(
        before,
        ObjectRef.function(require(before).signature()),
        new CreateFunction(require(before), false));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop " + kind.toLowerCase(java.util.Locale.ROOT) + " " + name + "(" + arguments + ")";
  }
}
