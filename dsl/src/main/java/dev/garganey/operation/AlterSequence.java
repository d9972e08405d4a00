package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import java.util.Optional;

/**
 * AlterSequence changes the numbers of a sequence.
 *
 * @param options all of them, as they shall be
 * @param type another integer type; empty for the one that it has
 */
public record AlterSequence(
    ObjectName sequence,
    SequenceOptions options,
    Optional<ColumnRef> ownedBy,
    Optional<ColumnType> type)
    implements Operation {
  /** A change that leaves the type as it is. */
  public AlterSequence(ObjectName sequence, SequenceOptions options, Optional<ColumnRef> ownedBy) {
    this(sequence, options, ownedBy, Optional.empty());
  }

  @Override
  public Schema applyTo(Schema before) {
    Sequence old = before.sequence(sequence);
    return before.with(new Sequence(sequence, type.or(old::type), options, ownedBy, old.comment()));
  }

  @Override
  public Inverse inverse(Schema before) {
    Sequence old = before.sequence(sequence);
    return Inverse.of(
        new AlterSequence(
            sequence,
            old.options(),
            old.ownedBy(),
            type.map(t -> old.type().orElseGet(ColumnType.BigInt::new))));
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
