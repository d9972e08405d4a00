package dev.garganey.foreign;

import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shapes finds tables by their name and columns, in whatever letter case and schema they are. */
final class Shapes {
  private Shapes() {}

  /**
   * The tables of that name that have these columns and no others. A table that has one more is the
   * application's, whatever it is called.
   */
  static List<ObjectName> exactly(Schema schema, String name, String... columns) {
    return within(schema, name, Set.of(columns), Set.of());
  }

  /**
   * The tables of that name that have the columns of every version of a tool, and no others than
   * those that some versions have.
   */
  static List<ObjectName> within(
      Schema schema, String name, Set<String> always, Set<String> sometimes) {
    return schema.tables().stream()
        .filter(t -> isNamed(t, name) && isWithin(columns(t), always, sometimes))
        .map(Table::name)
        .toList();
  }

  private static boolean isWithin(Set<String> columns, Set<String> always, Set<String> sometimes) {
    return columns.containsAll(always)
        && columns.stream().allMatch(c -> always.contains(c) || sometimes.contains(c));
  }

  /** The table of that name and shape in the schema of another one. */
  static Optional<ObjectName> beside(
      Schema schema, ObjectName other, String name, String... columns) {
    return exactly(schema, name, columns).stream()
        .filter(n -> n.schema().equals(other.schema()))
        .findFirst();
  }

  private static boolean isNamed(Table table, String name) {
    return table.name().name().equalsIgnoreCase(name);
  }

  private static Set<String> columns(Table table) {
    return table.columns().stream()
        .map(Column::name)
        .map(n -> n.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
