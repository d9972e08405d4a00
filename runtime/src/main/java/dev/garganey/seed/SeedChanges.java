package dev.garganey.seed;

import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.Value;
import dev.garganey.operation.Insert;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import dev.garganey.plan.PlanMistakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SeedChanges turns what becomes of the rows of a seed into steps. Rows that refer to others of the
 * same table come after these, for a statement does not see the rows that it inserts.
 */
final class SeedChanges {
  /** So many rows are one step, so that its place is near the row that fails. */
  private static final int AT_ONCE = 500;

  private final Seed seed;
  private final Cells cells;
  private final Listing listing;
  private final References references;
  private final int number;
  private final Map<Integer, RowChange> changes = new HashMap<>();
  private final Map<Integer, Integer> levels = new HashMap<>();

  /**
   * @param number which seed it is
   */
  SeedChanges(Seed seed, Cells cells, Listing listing, References references, int number) {
    this.seed = seed;
    this.cells = cells;
    this.listing = listing;
    this.references = references;
    this.number = number;
  }

  /**
   * The steps, in an order that works.
   *
   * @throws PlanMistakes if rows refer to each other in a circle
   */
  List<Step> steps(List<RowChange> all) {
    all.stream()
        .filter(c -> c.kind() != RowChange.Kind.NONE)
        .forEach(c -> changes.put(c.number(), c));
    TreeMap<Integer, List<RowChange>> byLevel = new TreeMap<>();
    all.stream()
        .filter(c -> changes.containsKey(c.number()))
        .forEach(c -> byLevel.computeIfAbsent(level(c.number()), l -> new ArrayList<>()).add(c));
    List<Step> steps = new ArrayList<>();
    for (List<RowChange> level : byLevel.values()) {
      // What others have to give up first, such as a unique name, is given up by updates.
      level.stream()
          .filter(c -> c.kind() == RowChange.Kind.UPDATE)
          .forEach(c -> steps.add(update(c)));
      insert(level.stream().filter(c -> c.kind() == RowChange.Kind.INSERT).toList(), steps);
    }
    steps.addAll(catchUps());
    return steps;
  }

  /** Rows that bring their numbers with them must not be given again by the database. */
  private List<Step> catchUps() {
    return changes.values().stream()
        .filter(c -> c.kind() == RowChange.Kind.INSERT)
        .flatMap(c -> c.row().cells().keySet().stream())
        .distinct()
        .flatMap(column -> cells.catchUp(seed.table(), column).stream())
        .map(sql -> Step.of(new RawSql(sql, Optional.empty(), false), seed.at()))
        .toList();
  }

  /** How many rows of this seed must be written before this one, one after another. */
  private int level(int row) {
    Integer known = levels.get(row);
    if (known != null && known >= 0) {
      return known;
    }
    RowChange change = changes.get(row);
    if (known != null) {
      throw new PlanMistakes(
          List.of(
              new PlanMistakes.Entry(
                  change.row().at(),
                  "Rows of `"
                      + seed.table()
                      + "` refer to each other in a circle, so none can be first. Leave the"
                      + " reference out here, and say it in a second seed with the same key")));
    }
    levels.put(row, -1);
    int level = 0;
    for (Cell cell : change.row().cells().values()) {
      level = Math.max(level, above(cell));
    }
    levels.put(row, level);
    return level;
  }

  private int above(Cell cell) {
    int level = 0;
    if (cell instanceof Cell.Reference reference && references.isPending(reference)) {
      for (Listing.Listed listed : listing.meant(reference)) {
        if (listed.seed() == number && changes.containsKey(listed.number())) {
          level = Math.max(level, level(listed.number()) + 1);
        }
      }
      for (Cell nested : reference.key().values()) {
        level = Math.max(level, above(nested));
      }
    }
    return level;
  }

  private Step update(RowChange change) {
    Map<String, Cell> key = new LinkedHashMap<>();
    seed.key().forEach(column -> key.put(column, change.row().cells().get(column)));
    Map<String, Value> set = new LinkedHashMap<>();
    change.columns().forEach(c -> set.put(c, cells.stored(change.row().cells().get(c))));
    return Step.of(
        new Update(seed.table(), set, Optional.of(cells.condition(seed.table(), key))),
        change.row().at());
  }

  private void insert(List<RowChange> inserts, List<Step> steps) {
    List<RowChange> run = new ArrayList<>();
    for (RowChange change : inserts) {
      boolean fits =
          run.isEmpty() || run.get(0).row().cells().keySet().equals(change.row().cells().keySet());
      if (!fits || run.size() == AT_ONCE) {
        steps.add(insert(run));
        run.clear();
      }
      run.add(change);
    }
    if (!run.isEmpty()) {
      steps.add(insert(run));
    }
  }

  private Step insert(List<RowChange> run) {
    List<Map<String, Value>> rows = new ArrayList<>();
    for (RowChange change : run) {
      Map<String, Value> row = new LinkedHashMap<>();
      change.row().cells().forEach((column, cell) -> row.put(column, cells.stored(cell)));
      rows.add(row);
    }
    return Step.of(new Insert(seed.table(), rows), run.get(0).row().at());
  }
}
