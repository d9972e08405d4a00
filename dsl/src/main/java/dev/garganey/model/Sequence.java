package dev.garganey.model;

import java.util.Optional;

/**
 * Sequence hands out numbers.
 *
 * @param type its integer type, empty for the one that it has by default, bigint
 * @param ownedBy the column with which it is dropped
 */
public record Sequence(
    ObjectName name,
    Optional<ColumnType> type,
    SequenceOptions options,
    Optional<ColumnRef> ownedBy,
    Optional<String> comment) {
  public Sequence {
    type = type.filter(t -> !(t instanceof ColumnType.BigInt));
  }

  public Sequence withName(ObjectName newName) {
    return new Sequence(newName, type, options, ownedBy, comment);
  }

  public Sequence withComment(Optional<String> newComment) {
    return new Sequence(name, type, options, ownedBy, newComment);
  }
}
