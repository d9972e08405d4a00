package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;

/** DropSequence removes a sequence. */
public record DropSequence(ObjectName sequence) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before.without(before.sequence(sequence)).withoutPartsOf(ObjectRef.sequence(sequence));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Parts.restored(
        before, ObjectRef.sequence(sequence), new CreateSequence(before.sequence(sequence)));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "drop sequence " + sequence;
  }
}
