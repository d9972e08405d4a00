package dev.garganey.seed;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.execute.Interruption;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.Delete;
import dev.garganey.operation.Step;
import dev.garganey.plan.PlanMistakes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SeedPlanner finds out what makes tables hold the rows that seeds list. It writes nothing. */
public final class SeedPlanner {
  private final Schema schema;
  private final boolean exactly;
  private final List<PlanMistakes.Entry> mistakes = new ArrayList<>();
  private final Cells cells;
  private final Questions questions;
  private final RowComparison comparison;
  private final Map<ObjectName, TableRows> tables = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  /**
   * For one database.
   *
   * @param schema the tables as they are there
   * @param exactly whether rows go that a seed which says so does not list
   */
  public SeedPlanner(
      Connection connection,
      Dialect dialect,
      Schema schema,
      Interruption interruption,
      boolean exactly) {
    this.schema = schema;
    this.exactly = exactly;
    this.cells = new Cells(dialect, schema);
    this.questions = new Questions(connection, dialect, interruption, mistakes);
    this.comparison = new RowComparison(dialect, cells, questions, mistakes);
  }

  /**
   * The steps for all seeds.
   *
   * @throws PlanMistakes with all that is wrong
   */
  public SeedSteps plan(List<Seed> declared) throws SQLException {
    mistakes.addAll(new SeedTables(schema).missing(declared));
    refuse();
    List<Seed> seeds = SeedOrder.of(schema, declared);
    Listing listing = new Listing(seeds);
    References references = new References(seeds, listing, mistakes);
    references.count(questions, cells);
    List<List<RowChange>> changes = new ArrayList<>();
    for (int s = 0; s < seeds.size(); s++) {
      changes.add(changes(seeds.get(s), listing, s, references));
    }
    Set<Listing.Listed> inserted = inserted(changes, seeds);
    references.check(inserted::contains);
    refuse();
    for (int s = 0; s < seeds.size(); s++) {
      steps.addAll(
          new SeedChanges(seeds.get(s), cells, listing, references, s).steps(changes.get(s)));
      count(seeds.get(s), changes.get(s));
    }
    Set<String> losing = removals(seeds);
    return new SeedSteps(steps, List.copyOf(tables.values()), losing);
  }

  private void refuse() {
    if (!mistakes.isEmpty()) {
      mistakes.sort(
          Comparator.comparing((PlanMistakes.Entry e) -> e.at().file())
              .thenComparing(e -> e.at().line())
              .thenComparing(e -> e.at().column()));
      throw new PlanMistakes(mistakes);
    }
  }

  private static Set<Listing.Listed> inserted(List<List<RowChange>> changes, List<Seed> seeds) {
    Set<Listing.Listed> inserted = new HashSet<>();
    for (int s = 0; s < seeds.size(); s++) {
      for (RowChange change : changes.get(s)) {
        if (change.kind() == RowChange.Kind.INSERT) {
          inserted.add(new Listing.Listed(s, change.number(), change.row()));
        }
      }
    }
    return inserted;
  }

  // --- Rows that are listed ----------------------------------------------------------------------

  private List<RowChange> changes(Seed seed, Listing listing, int s, References references)
      throws SQLException {
    requireUnique(seed);
    List<RowComparison.Numbered> asked = new ArrayList<>();
    for (int r = 0; r < seed.rows().size(); r++) {
      Seed.Row row = seed.rows().get(r);
      if (row.cells().values().stream().allMatch(references::isAskable)) {
        asked.add(new RowComparison.Numbered(r, row));
      }
    }
    Map<Integer, Set<String>> found = comparison.compare(seed, asked);
    List<RowChange> changes = new ArrayList<>();
    for (int r = 0; r < seed.rows().size(); r++) {
      Seed.Row row = seed.rows().get(r);
      Set<String> different = found.get(r);
      if (different == null && isListedBefore(seed, row, listing, s)) {
        different = new LinkedHashSet<>(row.cells().keySet());
        seed.key().forEach(different::remove);
      }
      changes.add(RowChange.of(r, row, Optional.ofNullable(different)));
    }
    return changes;
  }

  /** Whether an earlier seed of the table makes this row. */
  private static boolean isListedBefore(Seed seed, Seed.Row row, Listing listing, int s) {
    return listing.with(seed.table(), key(seed, row)).stream().anyMatch(l -> l.seed() < s);
  }

  private static Map<String, Cell> key(Seed seed, Seed.Row row) {
    Map<String, Cell> key = new LinkedHashMap<>(row.cells());
    key.keySet().retainAll(seed.key());
    return key;
  }

  /** Values that are written in different ways may be the same key: 1 and '1'. */
  private void requireUnique(Seed seed) {
    Map<Map<String, Object>, Seed.Row> known = new HashMap<>();
    for (Seed.Row row : seed.rows()) {
      Seed.Row other = known.putIfAbsent(Cells.forms(key(seed, row)), row);
      if (other != null) {
        mistakes.add(
            new PlanMistakes.Entry(
                row.at(), "Two rows have the same key, the other is in line " + other.at().line()));
      }
    }
  }

  private void count(Seed seed, List<RowChange> changes) {
    add(
        new TableRows(
            seed.table(),
            count(changes, RowChange.Kind.INSERT),
            count(changes, RowChange.Kind.UPDATE),
            count(changes, RowChange.Kind.NONE),
            0,
            0));
  }

  private static int count(List<RowChange> changes, RowChange.Kind kind) {
    return (int) changes.stream().filter(c -> c.kind() == kind).count();
  }

  private void add(TableRows rows) {
    tables.merge(rows.table(), rows, TableRows::plus);
  }

  // --- Rows that are not -------------------------------------------------------------------------

  /** Removes what is not listed, children first; the tables that lose rows by it. */
  private Set<String> removals(List<Seed> seeds) throws SQLException {
    Set<String> losing = new HashSet<>();
    Set<ObjectName> seen = new HashSet<>();
    for (int s = seeds.size() - 1; s >= 0; s--) {
      Seed seed = seeds.get(s);
      if (!seed.exactly() || !seen.add(seed.table())) {
        continue;
      }
      List<Seed.Row> rows =
          seeds.stream()
              .filter(other -> other.table().equals(seed.table()))
              .filter(other -> other.key().equals(seed.key()))
              .flatMap(other -> other.rows().stream())
              .toList();
      String condition = comparison.unlisted(seed.table(), seed.key(), rows);
      long count = comparison.count(seed.table(), condition);
      add(new TableRows(seed.table(), 0, 0, 0, exactly ? count : 0, exactly ? 0 : count));
      if (exactly && count > 0) {
        losing.addAll(new SeedTables(schema).losing(seed.table()));
        steps.add(
            Step.of(
                new Delete(
                    seed.table(), Optional.of(condition).filter(c -> !c.isEmpty()), Map.of()),
                seed.at()));
      }
    }
    return losing;
  }
}
