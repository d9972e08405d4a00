package dev.garganey.seed;

import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Listing finds, among the rows that seeds list, those that have given values. */
final class Listing {
  private final Map<ObjectName, List<Listed>> rows = new HashMap<>();
  private final Map<Columns, Map<Map<String, Object>, List<Listed>>> byValues = new HashMap<>();

  /**
   * @param seeds in their order
   */
  Listing(List<Seed> seeds) {
    for (int s = 0; s < seeds.size(); s++) {
      Seed seed = seeds.get(s);
      List<Listed> listed = rows.computeIfAbsent(seed.table(), t -> new ArrayList<>());
      for (int r = 0; r < seed.rows().size(); r++) {
        listed.add(new Listed(s, r, seed.rows().get(r)));
      }
    }
  }

  /** Listed is a row by the numbers of its seed and of itself. */
  record Listed(int seed, int number, Seed.Row row) {}

  /** Columns are those by which rows were sorted. */
  private record Columns(ObjectName table, Set<String> names) {}

  /** The rows that a reference may mean. */
  List<Listed> meant(Cell.Reference reference) {
    return with(reference.target().table(), reference.key());
  }

  /** The rows of a table that have these values. */
  List<Listed> with(ObjectName table, Map<String, Cell> values) {
    Columns columns = new Columns(table, Set.copyOf(values.keySet()));
    return byValues
        .computeIfAbsent(columns, this::sorted)
        .getOrDefault(Cells.forms(values), List.of());
  }

  private Map<Map<String, Object>, List<Listed>> sorted(Columns columns) {
    Map<Map<String, Object>, List<Listed>> sorted = new HashMap<>();
    for (Listed listed : rows.getOrDefault(columns.table(), List.of())) {
      Map<String, Cell> cells = new HashMap<>(listed.row().cells());
      cells.keySet().retainAll(columns.names());
      if (cells.size() == columns.names().size()) {
        sorted.computeIfAbsent(Cells.forms(cells), f -> new ArrayList<>()).add(listed);
      }
    }
    return sorted;
  }
}
