package dev.garganey.dialect.postgresql;

import dev.garganey.model.ColumnType;
import dev.garganey.model.SequenceOptions;
import java.util.List;
import java.util.Optional;

/**
 * SequenceChange gives a sequence other bounds in steps that the server takes: at each of them its
 * last number must be within (PostgreSQL manual, "ALTER SEQUENCE"). Where the new bounds leave out
 * some of the old ones, they are widened to both first, and the sequence is put at its new start if
 * it was never used or has yet to come into the new ones. One that is past them is left to the
 * server to refuse: to begin anew would hand numbers out twice.
 */
final class SequenceChange {
  private final SequenceOptions wanted;
  private final Bounds old;
  private final Bounds now;

  private record Bounds(long least, long most) {
    static Bounds of(SequenceOptions options, ColumnType type) {
      return new Bounds(
          SequenceDefaults.least(options, type), SequenceDefaults.most(options, type));
    }

    boolean contains(Bounds other) {
      return least <= other.least && most >= other.most;
    }

    Bounds with(Bounds other) {
      return new Bounds(Math.min(least, other.least), Math.max(most, other.most));
    }
  }

  SequenceChange(
      SequenceOptions was, ColumnType oldType, SequenceOptions wanted, ColumnType newType) {
    this.wanted = wanted;
    this.old = Bounds.of(was, oldType);
    this.now = Bounds.of(wanted, newType);
  }

  /** Whether numbers that the sequence may give now are not to be given any more. */
  boolean narrows() {
    return !now.contains(old);
  }

  /**
   * The bounds that have room for both, where these are not the old ones.
   *
   * @param word what stands before each, as in {@link ColumnAlteration#options}
   */
  Optional<String> widened(String word) {
    Bounds both = old.with(now);
    return both.equals(old)
        ? Optional.empty()
        : Optional.of(word + " MINVALUE " + both.least() + word + " MAXVALUE " + both.most());
  }

  /**
   * The statement that puts the sequence at its new start, if it has to be.
   *
   * @param sequence an expression that gives its regclass
   */
  String restarted(String sequence) {
    boolean ascending = SequenceDefaults.isAscending(wanted);
    long start = wanted.start().orElse(ascending ? now.least() : now.most());
    String last = "pg_sequence_last_value(" + sequence + ")";
    return "SELECT setval("
        + sequence
        + ", "
        + start
        + ", false) WHERE coalesce("
        + last
        + (ascending ? " < " + now.least() : " > " + now.most())
        + ", true)";
  }

  /** The wider of two integer types. */
  static ColumnType wider(ColumnType one, ColumnType other) {
    List<Class<?>> order =
        List.of(ColumnType.SmallInt.class, ColumnType.Int.class, ColumnType.BigInt.class);
    return order.indexOf(one.getClass()) >= order.indexOf(other.getClass()) ? one : other;
  }
}
