package dev.garganey.seed;

import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Deferral;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import dev.garganey.plan.PlanMistakes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SeedOrder puts seeds behind those whose rows they refer to, and otherwise leaves them as they
 * are. A foreign key counts only where a row says something of it.
 */
final class SeedOrder {
  private final Schema schema;
  private final Map<ObjectName, List<Seed>> byTable = new LinkedHashMap<>();
  private final Set<Seed> done = new LinkedHashSet<>();
  private final List<Seed> open = new ArrayList<>();

  private SeedOrder(Schema schema, List<Seed> seeds) {
    this.schema = schema;
    seeds.forEach(s -> byTable.computeIfAbsent(s.table(), t -> new ArrayList<>()).add(s));
  }

  /**
   * The seeds in an order that works.
   *
   * @throws PlanMistakes if there is none
   */
  static List<Seed> of(Schema schema, List<Seed> seeds) {
    SeedOrder order = new SeedOrder(schema, seeds);
    seeds.forEach(order::visit);
    return List.copyOf(order.done);
  }

  private void visit(Seed seed) {
    if (done.contains(seed)) {
      return;
    }
    int from = open.indexOf(seed);
    if (from >= 0) {
      throw circle(open.subList(from, open.size()));
    }
    open.add(seed);
    needed(seed).forEach(this::visit);
    open.remove(open.size() - 1);
    done.add(seed);
  }

  private static PlanMistakes circle(List<Seed> seeds) {
    String path = seeds.stream().map(s -> "`" + s.table() + "`").collect(Collectors.joining(" → "));
    return new PlanMistakes(
        List.of(
            new PlanMistakes.Entry(
                seeds.get(0).at(),
                "Rows of these tables refer to each other in a circle, so none can be first: "
                    + path
                    + " → `"
                    + seeds.get(0).table()
                    + "`. Leave a reference out here, and say it in a second seed of that table"
                    + " with the same key")));
  }

  private List<Seed> needed(Seed seed) {
    List<Seed> needed = new ArrayList<>();
    List<Seed> same = byTable.get(seed.table());
    needed.addAll(same.subList(0, same.indexOf(seed)));
    for (ObjectName table : referred(seed)) {
      if (!table.equals(seed.table())) {
        needed.addAll(first(byTable.getOrDefault(table, List.of())));
      }
    }
    return needed;
  }

  /** The rows of a table are there after the first seed of it that lists them. */
  private static List<Seed> first(List<Seed> seeds) {
    List<Seed> needed = new ArrayList<>();
    Set<Map<String, Object>> keys = new HashSet<>();
    for (Seed other : seeds) {
      boolean more = false;
      for (Seed.Row row : other.rows()) {
        Map<String, Cell> key = new LinkedHashMap<>(row.cells());
        key.keySet().retainAll(other.key());
        more |= keys.add(Cells.forms(key));
      }
      if (more) {
        needed.add(other);
      }
    }
    return needed;
  }

  private Set<ObjectName> referred(Seed seed) {
    Set<ObjectName> tables = new LinkedHashSet<>();
    Set<String> said = new HashSet<>();
    for (Seed.Row row : seed.rows()) {
      row.cells()
          .forEach(
              (column, cell) -> {
                if (cell instanceof Cell.Reference reference) {
                  collect(reference, tables);
                } else if (!(((Cell.Literal) cell).value() instanceof Value.Null)) {
                  said.add(column);
                }
              });
    }
    for (ForeignKey key : schema.table(seed.table()).foreignKeys()) {
      if (key.deferral() != Deferral.INITIALLY_DEFERRED
          && key.columns().stream().anyMatch(said::contains)) {
        tables.add(key.references());
      }
    }
    return tables;
  }

  private static void collect(Cell.Reference reference, Set<ObjectName> tables) {
    tables.add(reference.target().table());
    for (Cell cell : reference.key().values()) {
      if (cell instanceof Cell.Reference nested) {
        collect(nested, tables);
      }
    }
  }
}
