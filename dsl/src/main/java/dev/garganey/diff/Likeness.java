package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Likeness compares what cannot be made different: the order of a table's columns, constraints,
 * indexes and triggers is no part of what a schema says.
 */
public final class Likeness {
  private Likeness() {}

  /** Whether two schemas say the same. */
  public static boolean same(Schema one, Schema other) {
    return differences(one, other).isEmpty();
  }

  /** What one has and the other has not, a line each. */
  public static List<String> differences(Schema one, Schema other) {
    List<String> lines = new ArrayList<>();
    Map<String, Object> left = parts(one);
    Map<String, Object> right = parts(other);
    left.forEach(
        (name, value) -> {
          if (!value.equals(right.get(name))) {
            lines.add("- " + name + " " + value);
          }
        });
    right.forEach(
        (name, value) -> {
          if (!value.equals(left.get(name))) {
            lines.add("+ " + name + " " + value);
          }
        });
    return lines;
  }

  /** The objects that one has and the other has not, or has otherwise: {@code table users}. */
  public static Set<String> changed(Schema one, Schema other) {
    Map<String, Object> left = parts(one);
    Map<String, Object> right = parts(other);
    Set<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    names.removeIf(name -> Objects.equals(left.get(name), right.get(name)));
    return names;
  }

  private static Map<String, Object> parts(Schema schema) {
    Map<String, Object> parts = new TreeMap<>();
    schema.tables().forEach(t -> parts.put("table " + t.name(), parts(schema, t)));
    schema
        .views()
        .forEach(
            v ->
                parts.put(
                    "view " + v.name(),
                    List.of(
                        v.withIndexes(List.of()).withTriggers(List.of()),
                        new HashSet<>(v.indexes()),
                        new HashSet<>(v.triggers()))));
    schema.sequences().forEach(s -> parts.put("sequence " + s.name(), s));
    schema.enums().forEach(e -> parts.put("enum " + e.name(), e));
    schema.domains().forEach(d -> parts.put("domain " + d.name(), d));
    schema.functions().forEach(f -> parts.put("function " + f.signature(), f));
    schema.extensions().forEach(e -> parts.put("extension " + e.name(), e));
    schema.schemas().forEach(s -> parts.put("schema " + s, s));
    schema.natives().forEach(n -> parts.put(n.ref().toString(), n));
    return parts;
  }

  private static List<Object> parts(Schema schema, Table table) {
    return List.of(
        new HashSet<>(table.columns()),
        new HashSet<>(table.constraints().stream().map(c -> explicit(schema, c)).toList()),
        new HashSet<>(table.indexes()),
        new HashSet<>(table.triggers()),
        table.options(),
        table.comment());
  }

  /** A foreign key with the columns that it references said, also where it means the key. */
  static Constraint explicit(Schema schema, Constraint constraint) {
    if (!(constraint instanceof Constraint.ForeignKey key) || !key.referencedColumns().isEmpty()) {
      return constraint;
    }
    Optional<Constraint.PrimaryKey> primary =
        schema.findTable(key.references()).flatMap(Table::primaryKey);
    return primary
        .filter(p -> p.columns().size() == key.columns().size())
        .map(p -> key.withReference(key.references(), p.columns()))
        .orElse(key);
  }
}
