package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.sql.SqlNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * KeyLosses takes away the foreign keys that cannot stay while tables change: those to a table that
 * goes, to a key that is not there in the end, or between columns that get another type.
 */
final class KeyLosses {
  private final Draft draft;
  private final Schema target;
  private final DiffRules rules;

  KeyLosses(Draft draft, Schema target, DiffRules rules) {
    this.draft = draft;
    this.target = target;
    this.rules = rules;
  }

  /** Drops those that go, that stand on a key that goes, or whose table goes in a circle. */
  void run() {
    Set<ObjectName> going = new HashSet<>();
    now().tables().stream()
        .map(Table::name)
        .filter(t -> target.findTable(t).isEmpty())
        .forEach(going::add);
    for (Table table : List.copyOf(now().tables())) {
      dropVerbatim(table);
      if (table.foreignKeys().isEmpty()) {
        continue;
      }
      Optional<Table> wanted = target.findTable(table.name());
      for (Constraint.ForeignKey key : table.foreignKeys()) {
        boolean gone =
            wanted.isPresent()
                ? going.contains(key.references()) || losesKey(key) || retypes(table, key)
                : !key.references().equals(table.name()) && going.contains(key.references());
        if (gone) {
          draft.emit(new DropConstraint(table.name(), ConstraintRef.to(key), false));
        }
      }
    }
  }

  /** A foreign key that is kept as an option goes when a table that it names gets other keys. */
  private void dropVerbatim(Table table) {
    Map<String, String> gone = new TreeMap<>();
    table
        .options()
        .forEach(
            (key, value) -> {
              if (Table.isForeignKey(key, value)
                  && now().tables().stream()
                      .filter(this::losesKeys)
                      .anyMatch(t -> SqlNames.mentions(value, t.name().name()))) {
                gone.put(key, "");
              }
            });
    if (!gone.isEmpty()) {
      draft.emit(new SetTableOptions(table.name(), gone));
    }
  }

  private boolean losesKeys(Table table) {
    List<Constraint> wanted =
        target.findTable(table.name()).map(Table::constraints).orElse(List.of());
    return table.constraints().stream()
        .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
        .anyMatch(c -> wanted.stream().noneMatch(w -> sameKey(c, w)));
  }

  /** Whether the key that a foreign key stands on is not there, or not the same, in the end. */
  private boolean losesKey(Constraint.ForeignKey key) {
    Optional<Table> parent = now().findTable(key.references());
    Optional<Table> wanted = target.findTable(key.references());
    if (parent.isEmpty() || wanted.isEmpty() || parent.get().equals(wanted.get())) {
      return false;
    }
    Constraint.ForeignKey explicit = (Constraint.ForeignKey) Likeness.explicit(now(), key);
    Set<String> columns = new HashSet<>(explicit.referencedColumns());
    boolean constraint =
        parent.get().constraints().stream()
            .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
            .filter(c -> new HashSet<>(c.columns()).equals(columns))
            .anyMatch(c -> wanted.get().constraints().stream().noneMatch(w -> sameKey(c, w)));
    return constraint
        || parent.get().indexes().stream()
            .filter(i -> i.unique() && isOn(i, columns))
            .anyMatch(i -> wanted.get().indexes().stream().noneMatch(w -> sameIndex(i, w)));
  }

  private static boolean isOn(Index index, Set<String> columns) {
    return index.keys().stream()
        .map(k -> k.expression() ? "" : k.text())
        .collect(Collectors.toSet())
        .equals(columns);
  }

  private static boolean sameIndex(Index one, Index other) {
    return one.withComment(Optional.empty())
        .equals(other.withName(one.name()).withComment(Optional.empty()));
  }

  private static boolean sameKey(Constraint one, Constraint other) {
    return one.withName(Optional.empty()).equals(other.withName(Optional.empty()));
  }

  /** Whether a column of the key, on either side, gets a type to which it must be converted. */
  private boolean retypes(Table table, Constraint.ForeignKey key) {
    Constraint.ForeignKey explicit = (Constraint.ForeignKey) Likeness.explicit(now(), key);
    return key.columns().stream().anyMatch(c -> converts(table.name(), c))
        || explicit.referencedColumns().stream().anyMatch(c -> converts(key.references(), c));
  }

  private boolean converts(ObjectName table, String column) {
    var old = now().findTable(table).flatMap(t -> t.findColumn(column));
    var wanted = target.findTable(table).flatMap(t -> t.findColumn(column));
    return old.isPresent()
        && wanted.isPresent()
        && !old.get().type().equals(wanted.get().type())
        && rules.conversion(column, old.get().type(), wanted.get().type()).isPresent();
  }

  private Schema now() {
    return draft.schema();
  }
}
