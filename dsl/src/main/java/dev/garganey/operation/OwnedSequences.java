package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** OwnedSequences are the sequences that a database drops with the columns that own them. */
final class OwnedSequences {
  private final Schema schema;
  private final List<Sequence> sequences;

  private OwnedSequences(Schema schema, List<Sequence> sequences) {
    this.schema = schema;
    this.sequences = sequences;
  }

  /** Those of a schema whose owner is one of these columns. */
  static OwnedSequences of(Schema schema, Predicate<ColumnRef> owner) {
    return new OwnedSequences(
        schema,
        schema.sequences().stream().filter(s -> s.ownedBy().filter(owner).isPresent()).toList());
  }

  /** The schema, later in the same operation, when they have gone too. */
  Schema without(Schema later) {
    Schema left = later;
    for (Sequence sequence : sequences) {
      left = left.without(sequence).withoutPartsOf(ObjectRef.sequence(sequence.name()));
    }
    return left;
  }

  /** Makes them again, before their owner, which may count with them. */
  void addTo(List<Operation> back) {
    for (Sequence sequence : sequences) {
      back.add(
          new CreateSequence(
              new Sequence(
                  sequence.name(),
                  sequence.type(),
                  sequence.options(),
                  Optional.empty(),
                  sequence.comment())));
    }
  }

  /** Gives them back to their owner, when that is there, and all that was part of them. */
  void addOwnersTo(List<Operation> back) {
    for (Sequence sequence : sequences) {
      back.add(new AlterSequence(sequence.name(), sequence.options(), sequence.ownedBy()));
      Parts.addParts(schema, ObjectRef.sequence(sequence.name()), back);
    }
  }
}
