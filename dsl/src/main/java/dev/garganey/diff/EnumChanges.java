package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.EnumType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.SetComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EnumChanges gives enums other values: new ones in their place, where none of the old ones goes;
 * else by a new type, to which the columns are cast.
 */
final class EnumChanges {
  private final Draft draft;
  private final Schema target;
  private final DiffRules rules;

  EnumChanges(Draft draft, Schema target, DiffRules rules) {
    this.draft = draft;
    this.target = target;
    this.rules = rules;
  }

  /** Whether an enum loses a value, or its values change places. */
  static boolean isReplaced(EnumType now, EnumType wanted) {
    List<String> kept = wanted.values().stream().filter(now.values()::contains).toList();
    return !kept.equals(now.values());
  }

  void run() {
    for (EnumType wanted : target.enums()) {
      Optional<EnumType> now = draft.schema().findEnum(wanted.name());
      if (now.isEmpty()) {
        continue;
      }
      if (isReplaced(now.get(), wanted)) {
        replace(wanted);
      } else {
        add(now.get(), wanted);
      }
      if (!draft.schema().enumType(wanted.name()).comment().equals(wanted.comment())) {
        draft.emit(
            new SetComment(CommentTarget.ENUM, wanted.name(), Optional.empty(), wanted.comment()));
      }
    }
  }

  private void add(EnumType now, EnumType wanted) {
    List<String> values = wanted.values();
    for (int i = 0; i < values.size(); i++) {
      if (now.values().contains(values.get(i))) {
        continue;
      }
      int old = draft.schema().enumType(wanted.name()).values().size();
      boolean last = i == old;
      draft.emit(
          new AddEnumValue(
              wanted.name(),
              values.get(i),
              i == 0 ? Optional.of(now.values().get(0)).filter(v -> !last) : Optional.empty(),
              i == 0 || last ? Optional.empty() : Optional.of(values.get(i - 1))));
    }
  }

  private void replace(EnumType wanted) {
    ObjectName aside = wanted.name().sibling(wanted.name().name() + "__old");
    draft.emit(new RenameEnum(wanted.name(), aside.name()));
    draft.emit(new CreateEnum(wanted));
    for (Table table : List.copyOf(draft.schema().tables())) {
      for (Column column : table.columns()) {
        if (uses(column.type(), aside)) {
          cast(table.name(), column, aside, wanted.name());
        }
      }
    }
    draft.emit(new DropEnum(aside));
  }

  private void cast(ObjectName table, Column column, ObjectName from, ObjectName to) {
    ColumnType type = with(column.type(), from, to);
    List<ColumnChange> changes = new ArrayList<>();
    changes.add(new ColumnChange.Type(type, rules.conversion(column.name(), column.type(), type)));
    draft.emit(new AlterColumn(table, column.name(), changes));
  }

  static boolean uses(ColumnType type, ObjectName name) {
    return (type instanceof ColumnType.OfEnum e && e.name().equals(name))
        || (type instanceof ColumnType.ArrayOf array && uses(array.element(), name));
  }

  private static ColumnType with(ColumnType type, ObjectName from, ObjectName to) {
    if (type instanceof ColumnType.OfEnum e) {
      return e.name().equals(from) ? new ColumnType.OfEnum(to) : type;
    }
    return type instanceof ColumnType.ArrayOf array
        ? new ColumnType.ArrayOf(with(array.element(), from, to))
        : type;
  }
}
