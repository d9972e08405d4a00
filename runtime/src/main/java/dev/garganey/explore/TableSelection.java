package dev.garganey.explore;

import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** TableSelection chooses the tables that a person wants to see together. */
public final class TableSelection {
  private final Schema schema;
  private final Partitions partitions;

  public TableSelection(Schema schema) {
    this.schema = schema;
    this.partitions = Partitions.of(schema);
  }

  /** All tables but those that are parts of others, in the order of their names. */
  public List<Table> all() {
    return schema.tables().stream().filter(t -> !partitions.isPartition(t.name())).toList();
  }

  /**
   * The tables of these names.
   *
   * @param names as a person writes them, or globs
   * @throws IllegalArgumentException if there is no such table
   */
  public List<Table> named(Collection<String> names) {
    Set<ObjectName> wanted = new TreeSet<>();
    for (String name : names) {
      if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
        wanted.add(Names.table(name, schema));
        continue;
      }
      NamePattern pattern = new NamePattern(name);
      List<Table> found = all().stream().filter(t -> pattern.matches(t.name())).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("No table is named like `" + name + "`");
      }
      found.forEach(t -> wanted.add(t.name()));
    }
    return tables(wanted);
  }

  /**
   * A table, and those that are so many foreign keys away from it, in either direction.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  public List<Table> near(String name, int depth) {
    Set<ObjectName> known = new TreeSet<>();
    List<ObjectName> edge = List.of(Names.table(name, schema));
    known.addAll(edge);
    for (int i = 0; i < depth && !edge.isEmpty(); i++) {
      List<ObjectName> next = new ArrayList<>();
      for (ObjectName table : edge) {
        neighbours(table).stream().filter(known::add).forEach(next::add);
      }
      edge = next;
    }
    return tables(known);
  }

  private Set<ObjectName> neighbours(ObjectName table) {
    Set<ObjectName> found = new TreeSet<>();
    schema.table(table).foreignKeys().stream()
        .map(ForeignKey::references)
        .filter(t -> schema.findTable(t).isPresent())
        .forEach(found::add);
    schema.referrersOf(table).stream().filter(t -> !partitions.isPartition(t)).forEach(found::add);
    return found;
  }

  private List<Table> tables(Set<ObjectName> names) {
    return names.stream().map(schema::findTable).flatMap(Optional::stream).toList();
  }
}
