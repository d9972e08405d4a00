package dev.garganey.operation;

import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;

/** CreateSequence makes a sequence. */
public record CreateSequence(Sequence sequence) implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before.requireFree(sequence.name()).with(sequence);
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropSequence(sequence.name()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "create sequence " + sequence.name();
  }
}
