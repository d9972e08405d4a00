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

  /** The tables of that name that have these columns, and maybe more. */
  static List<ObjectName> having(Schema schema, String name, String... columns) {
    return schema.tables().stream()
        .filter(t -> isNamed(t, name) && columns(t).containsAll(Set.of(columns)))
        .map(Table::name)
        .toList();
  }

  /** The tables of that name that have these columns and no others. */
  static List<ObjectName> exactly(Schema schema, String name, String... columns) {
    return schema.tables().stream()
        .filter(t -> isNamed(t, name) && columns(t).equals(Set.of(columns)))
        .map(Table::name)
        .toList();
  }

  /** The table of that name in the schema of another one. */
  static Optional<ObjectName> beside(Schema schema, ObjectName other, String name) {
    return schema.tables().stream()
        .filter(t -> isNamed(t, name) && t.name().schema().equals(other.schema()))
        .map(Table::name)
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
