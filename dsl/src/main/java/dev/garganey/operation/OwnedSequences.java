package dev.garganey.operation;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import java.util.List;
import java.util.Optional;

/** OwnedSequences handles the sequences that go, and come back, with the column that owns them. */
final class OwnedSequences {
  private OwnedSequences() {}

  private static List<Sequence> of(Schema schema, ObjectName table, String column) {
    Optional<ColumnRef> owner = Optional.of(new ColumnRef(table, column));
    return schema.sequences().stream().filter(s -> s.ownedBy().equals(owner)).toList();
  }

  /** The schema without the sequences of a column that is gone. */
  static Schema without(Schema schema, ObjectName table, String column) {
    Schema after = schema;
    for (Sequence sequence : of(schema, table, column)) {
      after = after.without(sequence).withoutPartsOf(ObjectRef.sequence(sequence.name()));
    }
    return after;
  }

  /** Makes the sequences of a column again, before it is there. */
  static void create(Schema before, ObjectName table, String column, List<Operation> back) {
    for (Sequence s : of(before, table, column)) {
      back.add(
          new CreateSequence(
              new Sequence(s.name(), s.type(), s.options(), Optional.empty(), s.comment())));
      Parts.addParts(before, ObjectRef.sequence(s.name()), back);
    }
  }

  /** Gives them to the column, once it is there. */
  static void own(Schema before, ObjectName table, String column, List<Operation> back) {
    for (Sequence sequence : of(before, table, column)) {
      back.add(new AlterSequence(sequence.name(), sequence.options(), sequence.ownedBy()));
    }
  }
}
