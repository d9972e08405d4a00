package dev.garganey.foreign;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Histories tells the tables in which migration tools remember what they did from those that belong
 * to the application alone.
 *
 * @param live the schema with all of them
 * @param foreign those of other tools, each with the title of its tool
 * @param own those of Garganey, whatever they are called
 */
public record Histories(Schema live, Map<ObjectName, String> foreign, Set<ObjectName> own) {
  private static final Set<String> HISTORY =
      Set.of("id", "position", "checksum", "operations_hash", "operations", "applied_at", "tool");
  private static final Set<String> JOURNAL =
      Set.of("migration", "direction", "stage", "stages", "statement_hash", "batch_cursor");

  public Histories {
    foreign = Collections.unmodifiableMap(new TreeMap<>(foreign));
    own = Set.copyOf(own);
  }

  /**
   * Sifted is a schema of which histories were left out.
   *
   * @param rest what is left
   * @param leftOut which tables are not in it, each a clause
   * @param notes which histories are in it, each a clause
   */
  public record Sifted(Schema rest, List<String> leftOut, List<String> notes) {
    public Sifted {
      leftOut = List.copyOf(leftOut);
      notes = List.copyOf(notes);
    }
  }

  /** Those of a live schema. */
  public static Histories of(Schema live) {
    Set<ObjectName> own =
        live.tables().stream()
            .filter(Histories::isOwn)
            .map(Table::name)
            .collect(Collectors.toSet());
    return new Histories(live, ForeignTools.tables(live), own);
  }

  /** A schema in which there are none to be told apart. */
  public static Histories none(Schema schema) {
    return new Histories(schema, Map.of(), Set.of());
  }

  private static boolean isOwn(Table table) {
    Set<String> columns = table.columns().stream().map(Column::name).collect(Collectors.toSet());
    return columns.containsAll(HISTORY) || columns.containsAll(JOURNAL);
  }

  /**
   * The schema without Garganey's own histories, and without some of those of other tools. What
   * anything else in the schema needs stays.
   *
   * @param leaving which tables of other tools are to be left out
   */
  public Sifted without(Predicate<ObjectName> leaving) {
    Map<ObjectName, String> owners = new TreeMap<>(foreign);
    owners.keySet().removeIf(leaving.negate());
    own.forEach(table -> owners.put(table, "Garganey"));
    Schema rest = ForeignTools.without(live, owners.keySet(), Schema.EMPTY);
    List<String> leftOut = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    owners.forEach(
        (table, owner) -> {
          if (rest.findTable(table).isEmpty()) {
            leftOut.add("table " + table + " is left out: " + owner + " keeps it");
          } else {
            notes.add("table " + table + " is history that " + owner + " keeps; the rest needs it");
          }
        });
    foreign.forEach(
        (table, owner) -> {
          if (!owners.containsKey(table)) {
            notes.add(
                "table "
                    + table
                    + " is history that "
                    + owner
                    + " keeps; --without-history-tables leaves it out");
          }
        });
    return new Sifted(rest, leftOut, notes);
  }
}
