package dev.garganey.foreign;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Histories tells the tables in which migration tools remember what they did from those that belong
 * to the application.
 *
 * @param rest the schema without them
 * @param leftOut which they are and whose, each a clause
 */
public record Histories(Schema rest, List<String> leftOut) {
  private static final Set<String> HISTORY =
      Set.of("id", "position", "checksum", "operations_hash", "operations", "applied_at", "tool");
  private static final Set<String> JOURNAL =
      Set.of("migration", "direction", "stage", "stages", "statement_hash", "batch_cursor");

  public Histories {
    leftOut = List.copyOf(leftOut);
  }

  /** Those of a live schema; Garganey's own, too, whatever they are called. */
  public static Histories of(Schema live) {
    Map<ObjectName, String> owners = new TreeMap<>();
    for (Map.Entry<String, List<ObjectName>> tool : ForeignTools.tables(live).entrySet()) {
      tool.getValue().forEach(table -> owners.put(table, tool.getKey()));
    }
    live.tables().stream().filter(Histories::isOwn).forEach(t -> owners.put(t.name(), "Garganey"));
    List<String> leftOut = new ArrayList<>();
    owners.forEach(
        (table, owner) -> leftOut.add("table " + table + " is left out: " + owner + " keeps it"));
    return new Histories(ForeignTools.without(live, owners.keySet(), Schema.EMPTY), leftOut);
  }

  private static boolean isOwn(Table table) {
    Set<String> columns = table.columns().stream().map(Column::name).collect(Collectors.toSet());
    return columns.containsAll(HISTORY) || columns.containsAll(JOURNAL);
  }
}
