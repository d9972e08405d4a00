package dev.garganey.explore;

import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reference is a foreign key, seen together with its table.
 *
 * @param from the table that has the key
 */
public record Reference(ObjectName from, ForeignKey key) {
  /** The foreign keys of other tables, and its own, that refer to a table. */
  public static List<Reference> to(ObjectName table, Schema schema) {
    List<Reference> found = new ArrayList<>();
    for (ObjectName referrer : new TreeSet<>(schema.referrersOf(table))) {
      schema.table(referrer).foreignKeys().stream()
          .filter(k -> k.references().equals(table))
          .forEach(k -> found.add(new Reference(referrer, k)));
    }
    return found;
  }

  /** The columns that it refers to: those that it names, else the primary key's. */
  public List<String> target(Schema schema) {
    if (!key.referencedColumns().isEmpty()) {
      return key.referencedColumns();
    }
    Optional<Table> parent = schema.findTable(key.references());
    return parent.flatMap(Table::primaryKey).map(k -> k.columns()).orElse(List.of());
  }
}
