package dev.garganey.shell.interactive;

import dev.garganey.Status;
import dev.garganey.explore.Inventory;
import dev.garganey.explore.Item;
import dev.garganey.explore.ItemKind;
import dev.garganey.explore.ViewShapes;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * @param objects the whole names of what can be shown, by the word for its kind
 */
record Names(
    TreeMap<String, List<Relation>> relations,
    TreeMap<String, List<String>> schemas,
    List<String> migrations,
    Optional<Integer> pending,
    Map<String, List<String>> objects) {
  /** Relation is a table or a view. */
  record Relation(ObjectName name, boolean view, List<String> columns, List<String> types) {}

  static final Names NONE =
      new Names(new TreeMap<>(), new TreeMap<>(), List.of(), Optional.empty(), Map.of());

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
    return new Names(relations, schemas, before.migrations, before.pending, objects(schema));
  }

  private static Map<String, List<String>> objects(Schema schema) {
    Map<String, List<String>> objects = new LinkedHashMap<>();
    for (Item item : Inventory.of(schema, ViewShapes.NONE)) {
      if (item.kind().isShown() && !item.own().isEmpty()) {
        String word = item.kind() == ItemKind.NATIVE ? item.about() : item.kind().word();
        objects.computeIfAbsent(word, w -> new ArrayList<>()).add(item.prefix() + item.own());
      }
    }
    return objects;
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
        Optional.of(status.pending().size()),
        objects);
  }

  Names withoutStatus() {
    return new Names(relations, schemas, List.of(), Optional.empty(), objects);
  }

  /** The names of that kind; those of migrations too. */
  List<String> ofKind(String kind) {
    return kind.equals(ItemKind.MIGRATION.word())
        ? migrations
        : objects.getOrDefault(kind, List.of());
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
