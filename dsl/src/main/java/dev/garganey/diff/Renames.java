package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.RenameView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Renames carries out what hints say was renamed, where the old name is there and the new one is
 * not. Names that change places do so by way of a third.
 */
final class Renames {
  private final Draft draft;
  private final Schema target;
  private final Hints hints;

  Renames(Draft draft, Schema target, Hints hints) {
    this.draft = draft;
    this.target = target;
    this.hints = hints;
  }

  void run() {
    Schema before = draft.schema();
    Map<ObjectName, ObjectName> tables = new TreeMap<>();
    hints
        .tables()
        .forEach(
            (now, old) -> {
              if (before.findTable(old).isPresent()
                  && target.findTable(now).isPresent()
                  && moves(old, now, before.findTable(now).isPresent(), hints.tables())) {
                tables.put(old, now);
              }
            });
    rename(tables, RenameTable::new);
    columns();
    objects(Hints.ObjectKind.VIEW, RenameView::new);
    objects(Hints.ObjectKind.SEQUENCE, RenameSequence::new);
    objects(Hints.ObjectKind.ENUM, RenameEnum::new);
    enumValues();
  }

  /** Whether the old one becomes the new one: that must be free, or itself be renamed. */
  private static boolean moves(
      ObjectName old, ObjectName now, boolean taken, Map<ObjectName, ObjectName> all) {
    return old.schema().equals(now.schema())
        && !old.equals(now)
        && (!taken || all.containsValue(now));
  }

  private void objects(Hints.ObjectKind kind, BiFunction<ObjectName, String, Operation> operation) {
    Map<ObjectName, ObjectName> wanted = new HashMap<>();
    hints
        .objects()
        .forEach(
            (ref, old) -> {
              if (ref.kind() == kind) {
                wanted.put(ref.name(), old);
              }
            });
    Map<ObjectName, ObjectName> moves = new TreeMap<>();
    wanted.forEach(
        (now, old) -> {
          if (has(draft.schema(), kind, old)
              && has(target, kind, now)
              && moves(old, now, has(draft.schema(), kind, now), wanted)) {
            moves.put(old, now);
          }
        });
    rename(moves, operation);
  }

  private static boolean has(Schema schema, Hints.ObjectKind kind, ObjectName name) {
    return switch (kind) {
      case VIEW -> schema.findView(name).isPresent();
      case SEQUENCE -> schema.findSequence(name).isPresent();
      case ENUM -> schema.findEnum(name).isPresent();
      case DOMAIN -> schema.findDomain(name).isPresent();
      case SCHEMA -> schema.schemas().contains(name.name());
    };
  }

  /** Renames, each when its new name is free; a circle is opened by a name of nobody's. */
  private void rename(
      Map<ObjectName, ObjectName> moves, BiFunction<ObjectName, String, Operation> operation) {
    Map<ObjectName, ObjectName> rest = new TreeMap<>(moves);
    while (!rest.isEmpty()) {
      List<ObjectName> ready =
          rest.keySet().stream().filter(old -> !rest.containsKey(rest.get(old))).toList();
      if (ready.isEmpty()) {
        ObjectName first = rest.keySet().iterator().next();
        ObjectName aside = first.sibling(first.name() + "__aside");
        draft.emit(operation.apply(first, aside.name()));
        rest.put(aside, rest.remove(first));
        continue;
      }
      for (ObjectName old : ready) {
        draft.emit(operation.apply(old, rest.remove(old).name()));
      }
    }
  }

  private void columns() {
    Map<ObjectName, Map<ObjectName, ObjectName>> byTable = new TreeMap<>();
    for (Map.Entry<ColumnRef, String> hint : hints.columns().entrySet()) {
      ColumnRef now = hint.getKey();
      if (wanted(now, hint.getValue())) {
        byTable
            .computeIfAbsent(now.table(), t -> new TreeMap<>())
            .put(ObjectName.of(hint.getValue()), ObjectName.of(now.column()));
      }
    }
    byTable.forEach(
        (table, moves) -> rename(moves, (old, now) -> new RenameColumn(table, old.name(), now)));
  }

  private boolean wanted(ColumnRef now, String old) {
    Table table = draft.schema().findTable(now.table()).orElse(null);
    if (table == null || table.findColumn(old).isEmpty() || old.equals(now.column())) {
      return false;
    }
    boolean known =
        target.findTable(now.table()).flatMap(t -> t.findColumn(now.column())).isPresent();
    boolean free =
        table.findColumn(now.column()).isEmpty()
            || hints.columns().entrySet().stream()
                .anyMatch(
                    h ->
                        h.getKey().table().equals(now.table())
                            && h.getValue().equals(now.column()));
    return known && free;
  }

  private void enumValues() {
    List<RenameEnumValue> renames = new ArrayList<>();
    hints
        .enumValues()
        .forEach(
            (value, old) -> renames.add(new RenameEnumValue(value.type(), old, value.value())));
    for (RenameEnumValue rename : renames) {
      boolean possible =
          draft.schema().findEnum(rename.name()).stream()
              .map(e -> e.values())
              .anyMatch(v -> v.contains(rename.from()) && !v.contains(rename.to()));
      if (possible && target.findEnum(rename.name()).isPresent()) {
        draft.emit(rename);
      }
    }
  }
}
