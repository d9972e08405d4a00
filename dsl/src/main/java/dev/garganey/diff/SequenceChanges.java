package dev.garganey.diff;

import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.SetComment;
import java.util.List;
import java.util.Optional;

/**
 * SequenceChanges gives sequences what they shall have, when the columns that own them are there.
 */
final class SequenceChanges {
  private final Draft draft;
  private final Schema target;

  SequenceChanges(Draft draft, Schema target) {
    this.draft = draft;
    this.target = target;
  }

  /** A sequence that stays must not go with its owner. */
  void keep() {
    for (Sequence sequence : List.copyOf(draft.schema().sequences())) {
      boolean ownerGoes = sequence.ownedBy().filter(o -> !target.hasColumn(o)).isPresent();
      if (ownerGoes && target.findSequence(sequence.name()).isPresent()) {
        draft.emit(new AlterSequence(sequence.name(), sequence.options(), Optional.empty()));
      }
    }
  }

  /** Gives those that are there their numbers, type, owner and comment, if the owner is there. */
  void run() {
    for (Sequence wanted : target.sequences()) {
      if (wanted.ownedBy().filter(o -> !draft.schema().hasColumn(o)).isPresent()) {
        continue;
      }
      Sequence there = draft.schema().findSequence(wanted.name()).orElse(wanted);
      boolean retyped = !there.type().equals(wanted.type());
      if (retyped
          || !there.options().equals(wanted.options())
          || !there.ownedBy().equals(wanted.ownedBy())) {
        Optional<ColumnType> type =
            retyped
                ? wanted.type().or(() -> Optional.of(new ColumnType.BigInt()))
                : Optional.empty();
        draft.emit(new AlterSequence(wanted.name(), wanted.options(), wanted.ownedBy(), type));
      }
      if (!there.comment().equals(wanted.comment())) {
        comment(wanted.name(), wanted.comment());
      }
    }
  }

  private void comment(ObjectName name, Optional<String> text) {
    draft.emit(new SetComment(CommentTarget.SEQUENCE, name, Optional.empty(), text));
  }
}
