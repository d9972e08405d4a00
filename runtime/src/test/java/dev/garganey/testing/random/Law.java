package dev.garganey.testing.random;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Law says which ways back no tool can go: what a drop took away comes back empty, or as a default,
 * onto rows that are there; and some rules do not hold for such rows.
 */
public final class Law {
  /**
   * Breach is what rows break.
   *
   * @param lasts whether the rule is still there in the end; one that goes again on the way is
   *     broken only where every step is done for itself, and not where a table is made anew once
   *     for all of them
   */
  public record Breach(String what, boolean lasts) {}

  private enum Held {
    NULL,
    SAME
  }

  private final Map<ObjectName, Integer> rows = new HashMap<>();
  private final Map<String, Held> back = new HashMap<>();
  private Schema schema;

  private Law(Schema schema, Map<String, ? extends List<String>> rows) {
    this.schema = schema;
    schema.tables().forEach(t -> this.rows.put(t.name(), rows.get(t.name().toString()).size()));
  }

  /**
   * Why the operations cannot run, if they cannot: a breach that lasts before one that does not.
   *
   * @param rows the rows of each table
   */
  public static Optional<Breach> against(
      List<Operation> operations, Schema schema, Map<String, ? extends List<String>> rows) {
    Law law = new Law(schema, rows);
    Optional<Breach> passing = Optional.empty();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      Optional<String> broken = law.after(operation);
      law.schema = operation.applyTo(law.schema);
      if (broken.isPresent()) {
        String what = operation.describe() + ": " + broken.get();
        if (Rule.of(operation, law.schema).lasts(operations.subList(i + 1, operations.size()))) {
          return Optional.of(new Breach(what, true));
        }
        passing = passing.or(() -> Optional.of(new Breach(what, false)));
      }
    }
    return passing;
  }

  private int rows(ObjectName table) {
    return rows.getOrDefault(table, 0);
  }

  private Optional<Held> held(ObjectName table, String column) {
    return Optional.ofNullable(back.get(table + "." + column));
  }

  private Optional<String> after(Operation operation) {
    if (operation instanceof CreateTable create) {
      rows.put(create.table().name(), 0);
    } else if (operation instanceof DropTable drop) {
      rows.remove(drop.table());
      back.keySet().removeIf(k -> k.startsWith(drop.table() + "."));
    } else if (operation instanceof Delete delete) {
      // A table that was put back a moment ago has none that could go.
      rows.computeIfPresent(delete.table(), (t, count) -> Math.max(0, count - 1));
    } else if (operation instanceof RenameTable rename) {
      rename(rename);
    } else if (operation instanceof RenameColumn rename) {
      Held held = back.remove(rename.table() + "." + rename.from());
      if (held != null) {
        back.put(rename.table() + "." + rename.to(), held);
      }
    } else if (operation instanceof AddColumn add) {
      return added(add);
    } else if (operation instanceof AlterColumn alter) {
      return altered(alter);
    } else if (operation instanceof AddConstraint add) {
      return constrained(add.table(), add.constraint());
    } else if (operation instanceof CreateIndex create && create.index().unique()) {
      List<String> columns = create.index().keys().stream().map(k -> column(k.text())).toList();
      return alike(create.table(), columns, create.index().nullsNotDistinct());
    }
    return Optional.empty();
  }

  /** The column of a key, which may be a function of it. */
  private static String column(String key) {
    return key.startsWith("lower(\"")
        ? key.substring(7, key.length() - 2).replace("\"\"", "\"")
        : key;
  }

  private void rename(RenameTable rename) {
    ObjectName to = rename.from().sibling(rename.to());
    rows.put(to, rows(rename.from()));
    rows.remove(rename.from());
    for (Map.Entry<String, Held> each : Map.copyOf(back).entrySet()) {
      if (each.getKey().startsWith(rename.from() + ".")) {
        back.remove(each.getKey());
        back.put(to + each.getKey().substring(rename.from().toString().length()), each.getValue());
      }
    }
  }

  private Optional<String> added(AddColumn add) {
    Column column = add.column();
    if (rows(add.table()) == 0 || column.generated().isPresent()) {
      return Optional.empty();
    }
    boolean empty = column.defaultValue().filter(v -> !(v instanceof Value.Null)).isEmpty();
    back.put(add.table() + "." + column.name(), empty ? Held.NULL : Held.SAME);
    return empty && !column.nullable()
        ? Optional.of("no value for a required column")
        : Optional.empty();
  }

  private Optional<String> altered(AlterColumn alter) {
    boolean required =
        alter.changes().stream()
            .anyMatch(c -> c instanceof ColumnChange.Nullable n && !n.nullable());
    return required && held(alter.table(), alter.column()).equals(Optional.of(Held.NULL))
        ? Optional.of("NULL in a required column")
        : Optional.empty();
  }

  private Optional<String> constrained(ObjectName table, Constraint constraint) {
    if (constraint instanceof Constraint.ForeignKey key) {
      return orphans(table, key);
    }
    if (constraint instanceof Constraint.PrimaryKey key) {
      boolean empty =
          key.columns().stream().anyMatch(c -> held(table, c).equals(Optional.of(Held.NULL)));
      return empty ? Optional.of("NULL in a key") : alike(table, key.columns(), true);
    }
    return constraint instanceof Constraint.Unique unique
        ? alike(table, unique.columns(), unique.nullsNotDistinct())
        : Optional.empty();
  }

  private Optional<String> alike(ObjectName table, List<String> columns, boolean nullsAreAlike) {
    boolean alike =
        columns.stream()
            .allMatch(c -> held(table, c).filter(h -> h == Held.SAME || nullsAreAlike).isPresent());
    return alike && rows(table) > 1 ? Optional.of("rows that are alike") : Optional.empty();
  }

  private Optional<String> orphans(ObjectName table, Constraint.ForeignKey key) {
    boolean ownParent =
        key.references().equals(table) && key.columns().equals(key.referencedColumns());
    boolean free =
        ownParent
            || rows(table) == 0
            || key.columns().stream().anyMatch(c -> held(table, c).equals(Optional.of(Held.NULL)));
    if (free) {
      return Optional.empty();
    }
    boolean lost =
        rows(key.references()) == 0
            || key.columns().stream().anyMatch(c -> held(table, c).isPresent())
            || key.referencedColumns().stream()
                .anyMatch(c -> held(key.references(), c).isPresent());
    return lost ? Optional.of("rows without a parent") : Optional.empty();
  }
}
