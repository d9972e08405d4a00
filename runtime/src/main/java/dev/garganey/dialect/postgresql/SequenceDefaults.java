package dev.garganey.dialect.postgresql;

import dev.garganey.model.ColumnType;
import dev.garganey.model.SequenceOptions;
import java.util.Optional;

/**
 * SequenceDefaults leaves out the numbers of a sequence that it has anyway (PostgreSQL manual,
 * "CREATE SEQUENCE").
 */
final class SequenceDefaults {
  private SequenceDefaults() {}

  /** The options without those that are the default of a sequence of that type. */
  static SequenceOptions without(SequenceOptions options, ColumnType type) {
    boolean ascending = isAscending(options);
    long least = ascending ? 1L : lowest(type);
    long most = ascending ? highest(type) : -1L;
    Optional<Long> min = options.min().filter(n -> n != least);
    Optional<Long> max = options.max().filter(n -> n != most);
    long first = ascending ? min.orElse(least) : max.orElse(most);
    return new SequenceOptions(
        options.start().filter(n -> n != first),
        options.increment().filter(n -> n != 1L),
        min,
        max,
        options.cache().filter(n -> n != 1L),
        options.cycle());
  }

  static boolean isAscending(SequenceOptions options) {
    return options.increment().orElse(1L) > 0;
  }

  /** The least number that a sequence gives. */
  static long least(SequenceOptions options, ColumnType type) {
    return options.min().orElseGet(() -> isAscending(options) ? 1L : lowest(type));
  }

  /** The greatest number that a sequence gives. */
  static long most(SequenceOptions options, ColumnType type) {
    return options.max().orElseGet(() -> isAscending(options) ? highest(type) : -1L);
  }

  private static long highest(ColumnType type) {
    if (type instanceof ColumnType.SmallInt) {
      return Short.MAX_VALUE;
    }
    return type instanceof ColumnType.Int ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }

  private static long lowest(ColumnType type) {
    return -highest(type) - 1;
  }
}
