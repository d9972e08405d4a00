package dev.garganey.script;

import dev.garganey.diff.Hints;
import dev.garganey.diff.Hints.ObjectKind;
import dev.garganey.diff.Hints.ObjectRef;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.script.ModelParts.Renamed;
import dev.garganey.script.ModelParts.TablePart;
import dev.garganey.script.ModelParts.ViewPart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ModelHints gathers what a model says of how it came to be, and tells where that cannot be. */
final class ModelHints {
  private final ModelParts parts;
  private final Schema schema;
  private final Map<ObjectName, ObjectName> tables = new HashMap<>();
  private final Map<ColumnRef, String> columns = new HashMap<>();
  private final Set<ColumnRef> droppedColumns = new HashSet<>();

  ModelHints(ModelParts parts, Schema schema) {
    this.parts = parts;
    this.schema = schema;
  }

  Hints collect() {
    Map<ObjectRef, Renamed> renamed = new LinkedHashMap<>(parts.renamed);
    for (ViewPart view : parts.views) {
      view.builder()
          .oldName()
          .ifPresent(
              old ->
                  renamed.put(
                      new ObjectRef(ObjectKind.VIEW, view.name()), new Renamed(old, view.place())));
    }
    parts.tables.forEach(this::collect);
    Map<ObjectRef, ObjectName> objects = new HashMap<>();
    Map<ObjectRef, ObjectName> taken = new HashMap<>();
    renamed.forEach(
        (ref, old) -> {
          ObjectName other = taken.putIfAbsent(new ObjectRef(ref.kind(), old.from()), ref.name());
          if (other != null) {
            refuseTwice(old.place(), old.from().toString(), other.toString());
          }
          objects.put(ref, old.from());
        });
    refuseDroppedButDeclared();
    return new Hints(
        tables, columns, objects, parts.renamedValues, droppedColumns, parts.dropped.keySet());
  }

  private void collect(TablePart part) {
    ModelTableBuilder builder = part.builder();
    builder
        .oldName()
        .ifPresent(
            old -> {
              Optional<ObjectName> other =
                  tables.entrySet().stream()
                      .filter(e -> e.getValue().equals(old))
                      .map(Map.Entry::getKey)
                      .findFirst();
              other.ifPresent(o -> refuseTwice(part.place(), old.toString(), o.toString()));
              tables.put(part.name(), old);
            });
    Map<String, String> taken = new HashMap<>();
    builder
        .renamedColumns()
        .forEach(
            (column, old) -> {
              Place place = part.place().at(old.at());
              String other = taken.putIfAbsent(old.from(), column);
              if (other != null) {
                refuseTwice(place, old.from(), other);
              }
              refuseExpanded(part, column, place);
              columns.put(new ColumnRef(part.name(), column), old.from());
            });
    builder
        .droppedColumns()
        .forEach(
            (column, at) -> {
              boolean there =
                  schema.findTable(part.name()).flatMap(t -> t.findColumn(column)).isPresent();
              if (there) {
                part.place()
                    .at(at)
                    .note(
                        "Column `" + column + "` is declared, and dropped here",
                        "Remove one of the two.");
              }
              droppedColumns.add(new ColumnRef(part.name(), column));
            });
  }

  /** A reference to a key of several columns has no one old name. */
  private void refuseExpanded(TablePart part, String column, Place place) {
    Optional<Table> table = schema.findTable(part.name());
    if (table.isPresent() && table.get().findColumn(column).isEmpty()) {
      place.note(
          "This reference stands for several columns, so it has no one old name",
          "Write the columns and foreignKey('…').references('…') instead.");
    }
  }

  private static void refuseTwice(Place place, String old, String other) {
    place.note("`" + old + "` cannot become two things: `" + other + "` was renamed from it too");
  }

  private void refuseDroppedButDeclared() {
    parts.dropped.forEach(
        (name, place) -> {
          boolean there =
              schema.findTable(name).isPresent()
                  || schema.findView(name).isPresent()
                  || schema.findSequence(name).isPresent()
                  || schema.findEnum(name).isPresent()
                  || schema.findDomain(name).isPresent();
          if (there) {
            place.note("`" + name + "` is declared, and dropped here", "Remove one of the two.");
          }
        });
  }
}
