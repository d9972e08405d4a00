package dev.garganey.seed;

import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.SourcePosition;
import dev.garganey.plan.PlanMistakes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** SeedTables answers what seeds need to know of the tables that the database has. */
final class SeedTables {
  private final Schema schema;

  SeedTables(Schema schema) {
    this.schema = schema;
  }

  /** The tables and columns that seeds name and the database has not. */
  List<PlanMistakes.Entry> missing(List<Seed> seeds) {
    Set<PlanMistakes.Entry> missing = new LinkedHashSet<>();
    for (Seed seed : seeds) {
      require(seed.table(), seed.key(), seed.at(), missing);
      for (Seed.Row row : seed.rows()) {
        require(seed.table(), row.cells().keySet(), row.at(), missing);
        row.cells().values().forEach(cell -> require(cell, row.at(), missing));
      }
    }
    return new ArrayList<>(missing);
  }

  private void require(Cell cell, SourcePosition at, Set<PlanMistakes.Entry> missing) {
    if (cell instanceof Cell.Reference reference) {
      ObjectName table = reference.target().table();
      require(table, List.of(reference.target().column()), at, missing);
      require(table, reference.key().keySet(), at, missing);
      reference.key().values().forEach(nested -> require(nested, at, missing));
    }
  }

  private void require(
      ObjectName table,
      Collection<String> columns,
      SourcePosition at,
      Set<PlanMistakes.Entry> missing) {
    Optional<Table> found = schema.findTable(table);
    if (found.isEmpty()) {
      missing.add(
          new PlanMistakes.Entry(
              at, "The database has no table `" + table + "` yet; garganey apply makes it"));
      return;
    }
    for (String column : columns) {
      if (found.get().findColumn(column).isEmpty()) {
        missing.add(
            new PlanMistakes.Entry(
                at,
                "`"
                    + table
                    + "` has no column `"
                    + column
                    + "` in the database yet; garganey apply makes it"));
      }
    }
  }

  /** A table whose rows go, and those whose rows go with them. */
  Set<String> losing(ObjectName table) {
    Set<String> names = new TreeSet<>();
    collect(table, names);
    return names;
  }

  private void collect(ObjectName table, Set<String> names) {
    if (!names.add(table.toString())) {
      return;
    }
    for (Table other : schema.tables()) {
      for (ForeignKey key : other.foreignKeys()) {
        if (key.references().equals(table) && key.onDelete() == ReferentialAction.CASCADE) {
          collect(other.name(), names);
        }
      }
    }
  }
}
