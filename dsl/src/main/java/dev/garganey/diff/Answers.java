package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers are what a person said to {@link Question}s, in the model, on the command line or at a
 * prompt.
 *
 * @param hints what was renamed and what may go
 * @param fills the SQL expression for the rows that are there already, by column
 * @param unfilled the columns whose tables are known to have no rows
 * @param removalsAsked whether what is gone without a hint is a question; else it is dropped
 */
public record Answers(
    Hints hints, Map<ColumnRef, String> fills, Set<ColumnRef> unfilled, boolean removalsAsked) {
  /** No question is asked: what is not wanted any more goes, and new columns stay empty. */
  public static final Answers UNASKED = new Answers(Hints.NONE, Map.of(), Set.of(), false);

  /** Every question is asked. */
  public static final Answers NONE = new Answers(Hints.NONE, Map.of(), Set.of(), true);

  public Answers {
    fills = Map.copyOf(fills);
    unfilled = Set.copyOf(unfilled);
  }

  /** These, and more hints. */
  public Answers plus(Hints more) {
    return new Answers(hints.plus(more), fills, unfilled, removalsAsked);
  }

  /** These, and what a column's rows get. */
  public Answers filling(ColumnRef column, String expression) {
    Map<ColumnRef, String> all = new HashMap<>(fills);
    all.put(column, expression);
    return new Answers(hints, all, unfilled, removalsAsked);
  }

  /** These, and that a column's table has no rows to fill. */
  public Answers withoutRows(ColumnRef column) {
    Set<ColumnRef> all = new HashSet<>(unfilled);
    all.add(column);
    return new Answers(hints, fills, all, removalsAsked);
  }

  Optional<String> fill(ColumnRef column) {
    return Optional.ofNullable(fills.get(column));
  }

  /** Whether rows of a new column that must not be NULL have been thought of. */
  boolean isFilled(ColumnRef column) {
    return !removalsAsked || unfilled.contains(column) || fills.containsKey(column);
  }
}
