package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import java.util.Optional;

/**
 * AlterSequence changes the numbers of a sequence.
 *
 * @param options all of them, as they shall be
 */
public record AlterSequence(
    ObjectName sequence, SequenceOptions options, Optional<ColumnRef> ownedBy)
    implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    Sequence old = before.sequence(sequence);
    return before.with(new Sequence(sequence, old.type(), options, ownedBy, old.comment()));
  }

  @Override
  public Inverse inverse(Schema before) {
    Sequence old = before.sequence(sequence);
    return Inverse.of(new AlterSequence(sequence, old.options(), old.ownedBy()));
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "alter sequence " + sequence;
  }
}
