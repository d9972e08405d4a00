package dev.garganey.diff;

import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.List;

/** Leftovers drops what nothing stands on any more: tables first, all else in the end. */
final class Leftovers {
  private final Draft draft;
  private final Schema target;

  Leftovers(Draft draft, Schema target) {
    this.draft = draft;
    this.target = target;
  }

  /** Drops the tables that are not wanted, what takes after another first. */
  void dropTables() {
    List<Table> going =
        now().tables().stream().filter(t -> target.findTable(t.name()).isEmpty()).toList();
    // No foreign key is left among them but to themselves; what takes after another goes first.
    Schema alone = Schema.EMPTY;
    for (Table table : going) {
      alone = alone.with(table);
    }
    List<ObjectName> ordered = new ArrayList<>();
    for (Operation operation : Creation.of(alone)) {
      if (operation instanceof CreateTable made) {
        ordered.add(0, made.table().name());
      }
    }
    ordered.forEach(t -> draft.emit(new DropTable(t, false)));
  }

  /** Drops what tables and views no longer use. */
  void dropRest() {
    for (Function function : List.copyOf(now().functions())) {
      if (target.findFunction(function.signature()).isEmpty()) {
        draft.emit(new DropFunction(function.name(), function.kind(), function.arguments()));
      }
    }
    for (NativeObject object : List.copyOf(now().natives())) {
      boolean there = now().findNative(object.ref()).isPresent();
      if (there && target.findNative(object.ref()).isEmpty()) {
        draft.emit(new DropNative(object.kind(), object.name()));
      }
    }
    for (Sequence sequence : List.copyOf(now().sequences())) {
      if (target.findSequence(sequence.name()).isEmpty()) {
        draft.emit(new DropSequence(sequence.name()));
      }
    }
    for (Domain domain : List.copyOf(now().domains())) {
      if (target.findDomain(domain.name()).isEmpty()) {
        draft.emit(new DropDomain(domain.name()));
      }
    }
    for (EnumType type : List.copyOf(now().enums())) {
      if (target.findEnum(type.name()).isEmpty()) {
        draft.emit(new DropEnum(type.name()));
      }
    }
    for (Extension extension : List.copyOf(now().extensions())) {
      if (target.findExtension(extension.name()).isEmpty()) {
        draft.emit(new DropExtension(extension.name()));
      }
    }
    for (String schema : List.copyOf(now().schemas())) {
      if (!target.schemas().contains(schema)) {
        draft.emit(new DropSchema(schema));
      }
    }
  }

  private Schema now() {
    return draft.schema();
  }
}
