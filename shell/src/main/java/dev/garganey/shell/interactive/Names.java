package dev.garganey.shell.interactive;

import dev.garganey.Status;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names are what there is to suggest: the names of a schema, found by their beginnings, and those
 * of migrations.
 *
 * @param relations tables and views by their name in lower case, each with its columns
 * @param migrations the ids, in order
 * @param pending how many of them an apply would run
 */
record Names(
    TreeMap<String, List<Relation>> relations,
    TreeMap<String, List<String>> schemas,
    List<String> migrations,
    Optional<Integer> pending) {
  /** Relation is a table or a view. */
  record Relation(ObjectName name, boolean view, List<String> columns, List<String> types) {}

  static final Names NONE =
      new Names(new TreeMap<>(), new TreeMap<>(), List.of(), Optional.empty());

  static Names of(Schema schema, Names before) {
    TreeMap<String, List<Relation>> relations = new TreeMap<>();
    TreeMap<String, List<String>> schemas = new TreeMap<>();
    schema
        .tables()
        .forEach(
            t ->
                put(
                    relations,
                    schemas,
                    new Relation(
                        t.name(),
                        false,
                        t.columns().stream().map(c -> c.name()).toList(),
                        t.columns().stream().map(c -> c.type().toString()).toList())));
    schema
        .views()
        .forEach(
            v -> put(relations, schemas, new Relation(v.name(), true, v.columns(), List.of())));
    return new Names(relations, schemas, before.migrations, before.pending);
  }

  private static void put(
      Map<String, List<Relation>> relations, Map<String, List<String>> schemas, Relation relation) {
    String key = relation.name().name().toLowerCase(Locale.ROOT);
    relations.computeIfAbsent(key, k -> new ArrayList<>()).add(relation);
    relation
        .name()
        .schema()
        .ifPresent(
            s ->
                schemas
                    .computeIfAbsent(s.toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                    .add(relation.name().name()));
  }

  Names with(Status status) {
    return new Names(
        relations,
        schemas,
        status.migrations().stream().map(m -> m.id()).toList(),
        Optional.of(status.pending().size()));
  }

  Names withoutStatus() {
    return new Names(relations, schemas, List.of(), Optional.empty());
  }

  /** The relations whose names begin so, in any case. */
  List<Relation> beginning(String prefix) {
    String from = prefix.toLowerCase(Locale.ROOT);
    return relations.subMap(from, from + Character.MAX_VALUE).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The relations of that name, in any case. */
  List<Relation> named(String name) {
    return relations.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
