package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * OwnedSequences handles the sequences that columns own: they go with their column, and follow its
 * name.
 */
final class OwnedSequences {
  private OwnedSequences() {}

  /** The schema without the sequences of some columns. */
  static Schema dropped(Schema schema, Predicate<ColumnRef> owners) {
    Schema after = schema;
    for (Sequence sequence : of(schema, owners)) {
      after = after.without(sequence).withoutPartsOf(ObjectRef.sequence(sequence.name()));
    }
    return after;
  }

  /** The schema after columns got other names. */
  static Schema renamed(Schema schema, UnaryOperator<ColumnRef> name) {
    Schema after = schema;
    for (Sequence sequence : of(schema, o -> !name.apply(o).equals(o))) {
      after = after.with(ownedBy(sequence, sequence.ownedBy().map(name)));
    }
    return after;
  }

  /**
   * Wraps the operations that make columns again in those that make their sequences again: the
   * default of such a column needs its sequence, and the owner must be there to own it.
   */
  static List<Operation> restoring(
      Schema before, Predicate<ColumnRef> owners, List<Operation> columns) {
    List<Operation> all = new ArrayList<>();
    List<Sequence> sequences = of(before, owners);
    sequences.forEach(s -> all.add(new CreateSequence(ownedBy(s, Optional.empty()))));
    all.addAll(columns);
    for (Sequence sequence : sequences) {
      all.add(new AlterSequence(sequence.name(), sequence.options(), sequence.ownedBy()));
      Parts.addParts(before, ObjectRef.sequence(sequence.name()), all);
    }
    return all;
  }

  private static List<Sequence> of(Schema schema, Predicate<ColumnRef> owners) {
    return schema.sequences().stream().filter(s -> s.ownedBy().filter(owners).isPresent()).toList();
  }

  private static Sequence ownedBy(Sequence sequence, Optional<ColumnRef> owner) {
    return new Sequence(
        sequence.name(), sequence.type(), sequence.options(), owner, sequence.comment());
  }
}
