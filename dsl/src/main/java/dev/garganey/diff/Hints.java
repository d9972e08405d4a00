package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hints say what two schemas cannot: what was renamed, and what may go. A hint that has done its
 * work, because the old name is nowhere any more, is harmless.
 *
 * @param tables the new name of a table, to its old one
 * @param columns a column by its new names, to its old name
 * @param objects anything else by its new name, to its old one
 * @param enumValues a value by its enum and new name, to its old name
 * @param droppedColumns the columns that may go, by the new name of their table
 * @param dropped the tables and other objects that may go
 */
public record Hints(
    Map<ObjectName, ObjectName> tables,
    Map<ColumnRef, String> columns,
    Map<ObjectRef, ObjectName> objects,
    Map<EnumValue, String> enumValues,
    Set<ColumnRef> droppedColumns,
    Set<ObjectName> dropped) {
  /** Nothing was renamed, and nothing may go. */
  public static final Hints NONE =
      new Hints(Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), Set.of());

  public Hints {
    tables = Map.copyOf(tables);
    columns = Map.copyOf(columns);
    objects = Map.copyOf(objects);
    enumValues = Map.copyOf(enumValues);
    droppedColumns = Set.copyOf(droppedColumns);
    dropped = Set.copyOf(dropped);
  }

  /** ObjectKind is what a hint about something else than a table speaks of. */
  public enum ObjectKind {
    VIEW,
    SEQUENCE,
    ENUM,
    DOMAIN,
    SCHEMA
  }

  /** ObjectRef names an object of a kind. */
  public record ObjectRef(ObjectKind kind, ObjectName name) {}

  /** EnumValue names a value of an enum. */
  public record EnumValue(ObjectName type, String value) {}

  /** The old name of a table, if it has one. */
  public Optional<ObjectName> oldTable(ObjectName table) {
    return Optional.ofNullable(tables.get(table));
  }

  /** The old name of a column, if it has one. */
  public Optional<String> oldColumn(ObjectName table, String column) {
    return Optional.ofNullable(columns.get(new ColumnRef(table, column)));
  }

  /** The old name of another object, if it has one. */
  public Optional<ObjectName> oldObject(ObjectKind kind, ObjectName name) {
    return Optional.ofNullable(objects.get(new ObjectRef(kind, name)));
  }

  /** The old name of an enum's value, if it has one. */
  public Optional<String> oldEnumValue(ObjectName type, String value) {
    return Optional.ofNullable(enumValues.get(new EnumValue(type, value)));
  }

  /** Whether a column may go. */
  public boolean isDropped(ObjectName table, String column) {
    return droppedColumns.contains(new ColumnRef(table, column));
  }

  /** Whether a table or other object may go. */
  public boolean isDropped(ObjectName object) {
    return dropped.contains(object);
  }

  /** These and more; where both rename the same, the others win. */
  public Hints plus(Hints others) {
    return new Hints(
        merged(tables, others.tables),
        merged(columns, others.columns),
        merged(objects, others.objects),
        merged(enumValues, others.enumValues),
        merged(droppedColumns, others.droppedColumns),
        merged(dropped, others.dropped));
  }

  private static <K, V> Map<K, V> merged(Map<K, V> some, Map<K, V> others) {
    Map<K, V> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  private static <T> Set<T> merged(Set<T> some, Set<T> others) {
    Set<T> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
