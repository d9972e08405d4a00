package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Excerpt leaves out of two schemas the tables that are the same in both and that nothing else in
 * them needs. What is left stands alone and differs as the whole did: of thousands of tables, a
 * database need be asked for a few.
 */
public final class Excerpt {
  private final Schema whole;
  private final Needs needs;

  /** The native objects that go with a table, or with a column or index of it. */
  private final Map<ObjectName, List<NativeObject>> parts = new HashMap<>();

  private final List<NativeObject> others = new ArrayList<>();

  private Excerpt(Schema whole) {
    this.whole = whole;
    this.needs = new Needs(whole);
    for (NativeObject object : whole.natives()) {
      object
          .partOf()
          .flatMap(this::tableOf)
          .ifPresentOrElse(
              table -> parts.computeIfAbsent(table, k -> new ArrayList<>()).add(object),
              () -> others.add(object));
    }
  }

  private Optional<ObjectName> tableOf(ObjectRef owner) {
    return switch (owner.kind()) {
      case "table" -> Optional.of(ObjectName.parse(owner.name()));
      case "column" ->
          whole.tables().stream()
              .map(Table::name)
              .filter(table -> owner.name().startsWith(table + "."))
              .findFirst();
      case "index" -> whole.ownerOfIndex(ObjectName.parse(owner.name()));
      case "sequence" ->
          whole
              .findSequence(ObjectName.parse(owner.name()))
              .flatMap(Sequence::ownedBy)
              .map(ColumnRef::table);
      default -> Optional.empty();
    };
  }

  /** What is left of a schema beside another. */
  public static Schema of(Schema schema, Schema other) {
    Set<ObjectRef> alike = new HashSet<>();
    Set<String> changed = Likeness.changed(schema, other);
    schema.tables().stream()
        .map(t -> ObjectRef.table(t.name()))
        .filter(t -> !changed.contains("table " + t.name()))
        .forEach(alike::add);
    return alike.isEmpty() ? schema : new Excerpt(schema).without(alike);
  }

  /** A schema without some of its tables; those that anything else in it needs stay. */
  public static Schema without(Schema schema, Set<ObjectName> tables) {
    Set<ObjectRef> unwanted = new HashSet<>();
    tables.forEach(t -> unwanted.add(ObjectRef.table(t)));
    return unwanted.isEmpty() ? schema : new Excerpt(schema).without(unwanted);
  }

  /**
   * The tables that have no part in what differs: they are the same in both, and what differs
   * neither needs them nor is needed by them.
   */
  public static Set<ObjectName> aside(Schema one, Schema other) {
    Set<String> changed = Likeness.changed(one, other);
    Set<ObjectRef> alike = new HashSet<>();
    one.tables().stream()
        .map(t -> ObjectRef.table(t.name()))
        .filter(t -> !changed.contains("table " + ObjectName.parse(t.name())))
        .forEach(alike::add);
    List<Excerpt> both = List.of(new Excerpt(one), new Excerpt(other));
    Set<ObjectRef> needing = new HashSet<>();
    both.forEach(excerpt -> needing.addAll(excerpt.needing(alike)));
    alike.removeAll(needing);
    int before;
    do {
      before = alike.size();
      both.forEach(excerpt -> excerpt.keepNeeded(alike));
    } while (alike.size() < before);
    Set<ObjectName> aside = new HashSet<>();
    alike.forEach(t -> aside.add(ObjectName.parse(t.name())));
    return aside;
  }

  /** Of these tables those that need another one. */
  private Set<ObjectRef> needing(Set<ObjectRef> alike) {
    Set<ObjectRef> needing = new HashSet<>();
    for (Table table : whole.tables()) {
      ObjectRef ref = ObjectRef.table(table.name());
      boolean needs =
          neededBy(table).stream()
              .anyMatch(n -> n.kind().equals("table") && !n.equals(ref) && !alike.contains(n));
      if (needs) {
        needing.add(ref);
      }
    }
    return needing;
  }

  private Schema without(Set<ObjectRef> alike) {
    keepNeeded(alike);
    return cut(alike);
  }

  /** Takes out of them what anything else needs. */
  private void keepNeeded(Set<ObjectRef> alike) {
    Deque<ObjectRef> open = new ArrayDeque<>();
    for (ObjectRef needed : neededByOthers()) {
      keep(needed, alike, open);
    }
    for (Table table : whole.tables()) {
      ObjectRef ref = ObjectRef.table(table.name());
      if (!alike.contains(ref)) {
        open.add(ref);
      }
    }
    while (!open.isEmpty()) {
      whole
          .findTable(ObjectName.parse(open.remove().name()))
          .ifPresent(t -> neededBy(t).forEach(r -> keep(r, alike, open)));
    }
  }

  private static void keep(ObjectRef ref, Set<ObjectRef> alike, Deque<ObjectRef> open) {
    if (alike.remove(ref)) {
      open.add(ref);
    }
  }

  private Set<ObjectRef> neededBy(Table table) {
    Set<ObjectRef> all = needs.certain(table);
    all.addAll(needs.likely(table));
    all.addAll(needs.parts(table));
    parts.getOrDefault(table.name(), List.of()).forEach(p -> all.addAll(needs.certain(p)));
    return all;
  }

  /** The tables that are needed by what is not a table, nor part of one. */
  private Set<ObjectRef> neededByOthers() {
    Set<ObjectRef> all = new HashSet<>();
    whole
        .views()
        .forEach(
            view -> {
              all.addAll(needs.certain(ObjectRef.view(view.name())));
              all.addAll(needs.likely(view));
            });
    whole
        .functions()
        .forEach(
            function -> {
              all.addAll(needs.certain(function));
              all.addAll(needs.likely(function));
            });
    whole.domains().forEach(domain -> all.addAll(needs.likely(domain)));
    others.forEach(object -> all.addAll(needs.certain(object)));
    return all;
  }

  private Schema cut(Set<ObjectRef> gone) {
    Schema left = whole;
    for (Sequence sequence : whole.sequences()) {
      if (sequence.ownedBy().filter(o -> gone.contains(ObjectRef.table(o.table()))).isPresent()) {
        left = left.without(sequence);
      }
    }
    for (Table table : whole.tables()) {
      if (gone.contains(ObjectRef.table(table.name()))) {
        left = left.without(table);
        for (NativeObject part : parts.getOrDefault(table.name(), List.of())) {
          left = left.without(part);
        }
      }
    }
    return left;
  }
}
