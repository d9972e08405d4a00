package dev.garganey.seed;

import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.Value;
import dev.garganey.operation.SourcePosition;
import dev.garganey.plan.PlanMistakes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** References counts which rows there are, in the database or listed, that references mean. */
final class References {
  private final Listing listing;
  private final List<PlanMistakes.Entry> mistakes;
  private final Map<Cell.Reference, Use> uses = new LinkedHashMap<>();
  private final Map<Cell.Reference, Long> held = new LinkedHashMap<>();

  /**
   * @param mistakes where to note what finds no row or several
   */
  References(List<Seed> seeds, Listing listing, List<PlanMistakes.Entry> mistakes) {
    this.listing = listing;
    this.mistakes = mistakes;
    for (Seed seed : seeds) {
      for (Seed.Row row : seed.rows()) {
        row.cells().values().forEach(cell -> collect(cell, row.at()));
      }
    }
  }

  /** Use is where a reference stands; a nested one comes before the one around it. */
  private record Use(Cell.Reference reference, List<SourcePosition> places) {}

  private void collect(Cell cell, SourcePosition at) {
    if (cell instanceof Cell.Reference reference) {
      reference.key().values().forEach(nested -> collect(nested, at));
      uses.computeIfAbsent(reference, r -> new Use(r, new ArrayList<>())).places().add(at);
    }
  }

  /** Counts the rows in the database. */
  void count(Questions questions, Cells cells) throws SQLException {
    // Nested ones first: what is made of one that means several rows cannot be asked.
    for (int depth = 0; ; depth++) {
      int now = depth;
      List<Use> next = uses.values().stream().filter(use -> depth(use.reference()) == now).toList();
      if (next.isEmpty()) {
        return;
      }
      count(
          next.stream()
              .filter(use -> use.reference().key().values().stream().allMatch(this::isAskable))
              .toList(),
          questions,
          cells);
    }
  }

  private static int depth(Cell.Reference reference) {
    return reference.key().values().stream()
        .filter(Cell.Reference.class::isInstance)
        .mapToInt(nested -> depth((Cell.Reference) nested) + 1)
        .max()
        .orElse(0);
  }

  private void count(List<Use> all, Questions questions, Cells cells) throws SQLException {
    Map<Cell.Reference, Integer> numbers = new LinkedHashMap<>();
    all.forEach(use -> numbers.put(use.reference(), numbers.size()));
    questions.ask(
        all,
        some ->
            "VALUES "
                + some.stream()
                    .map(
                        u ->
                            "("
                                + numbers.get(u.reference())
                                + ", "
                                + cells.count(u.reference())
                                + ")")
                    .collect(Collectors.joining(", ")),
        use -> use.places().get(0),
        row -> held.put(all.get(row.getInt(1)).reference(), row.getLong(2)));
  }

  /** Whether the row that is meant is not in the database yet, or has other values there. */
  boolean isPending(Cell cell) {
    return cell instanceof Cell.Reference reference && held.getOrDefault(reference, 0L) == 0;
  }

  /**
   * Whether a reference means one row; else that is noted.
   *
   * @param inserted tells whether a listed row will be new
   */
  void check(Predicate<Listing.Listed> inserted) {
    for (Use use : uses.values()) {
      Cell.Reference reference = use.reference();
      if (!held.containsKey(reference)
          || reference.key().values().stream().anyMatch(this::isUnknown)) {
        continue;
      }
      long there = held.get(reference);
      List<Listing.Listed> listed = listing.meant(reference);
      long made = listed.stream().filter(inserted).count();
      // Where none is there and none is made, one that is there gets these values.
      long found = there + made > 0 || listed.isEmpty() ? there + made : 1;
      if (found != 1) {
        use.places().stream()
            .distinct()
            .forEach(at -> mistakes.add(new PlanMistakes.Entry(at, message(reference, found))));
      }
    }
  }

  /** Whether a cell means a row that is nowhere, which was noted. */
  boolean isUnknown(Cell cell) {
    return cell instanceof Cell.Reference reference
        && (held.getOrDefault(reference, 0L) != 1 && listing.meant(reference).isEmpty());
  }

  /** Whether the query for a cell can be sent: one that yields several rows cannot. */
  boolean isAskable(Cell cell) {
    return !(cell instanceof Cell.Reference reference)
        || (held.getOrDefault(reference, 2L) <= 1
            && reference.key().values().stream().allMatch(this::isAskable));
  }

  private static String message(Cell.Reference reference, long found) {
    String key =
        reference.key().entrySet().stream()
            .map(
                e -> e.getKey() + ": " + (Cells.isNull(e.getValue()) ? "null" : text(e.getValue())))
            .collect(Collectors.joining(", "));
    return "ref('"
        + reference.target().table()
        + "', "
        + key
        + ") finds "
        + (found == 0
            ? "no row, neither in the database nor in a seed; list it, or correct the values"
            : found + " rows, so it is not known which is meant; name more of its columns");
  }

  private static String text(Cell cell) {
    if (cell instanceof Cell.Reference nested) {
      return "ref('" + nested.target().table() + "', …)";
    }
    Value value = ((Cell.Literal) cell).value();
    if (value instanceof Value.Text text) {
      return "'" + text.value() + "'";
    }
    return value instanceof Value.Number number ? number.value().toPlainString() : "…";
  }
}
