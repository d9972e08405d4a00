package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.StandardDdl;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Step;
import dev.garganey.operation.ValidateConstraint;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SqlitePlanning decides which steps run in place and which are gathered into the rebuild of a
 * table.
 *
 * <p>Between two steps that look at rows, views, triggers or names, all steps on a table that needs
 * a rebuild become one, which stands where the last of them stood.
 */
final class SqlitePlanning {
  private final Dialect dialect;
  private final SqliteSql sql;
  private final List<Step> steps;
  private final List<Schema> schemas = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  SqlitePlanning(Dialect dialect, SqliteSql sql, List<Step> steps, Schema before) {
    this.dialect = dialect;
    this.sql = sql;
    this.steps = steps;
    schemas.add(before);
    for (Step step : steps) {
      schemas.add(StandardDdl.after(step, schemas.get(schemas.size() - 1)));
    }
  }

  List<Statement> statements() {
    int from = 0;
    Set<ObjectName> freed = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      if (tables(i).isEmpty()) {
        run(from, i);
        inPlace(i);
        from = i + 1;
        freed.clear();
      } else if (looksAtChanged(from, i) || tables(i).stream().anyMatch(freed::contains)) {
        run(from, i);
        from = i;
        freed.clear();
      }
      freedTable(i).ifPresent(freed::add);
    }
    run(from, steps.size());
    return statements;
  }

  /** The table that a step stops referring to: it must not change before that is done. */
  private Optional<ObjectName> freedTable(int i) {
    return steps.get(i).operation() instanceof DropConstraint drop
        ? schemas
            .get(i)
            .findTable(drop.table())
            .flatMap(t -> t.findConstraint(drop.constraint()))
            .filter(Constraint.ForeignKey.class::isInstance)
            .map(c -> ((Constraint.ForeignKey) c).references())
            .filter(parent -> !parent.equals(drop.table()))
        : Optional.empty();
  }

  /** Whether a step converts values that steps before it, in the same run, make or convert. */
  private boolean looksAtChanged(int from, int i) {
    if (!(steps.get(i).operation() instanceof AlterColumn alter) || !alter.convertsValues()) {
      return false;
    }
    for (int k = from; k < i; k++) {
      if (tables(k).contains(alter.table()) && makesValues(steps.get(k).operation(), alter)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an operation on the same table makes values that a conversion reads. */
  private static boolean makesValues(Operation operation, AlterColumn conversion) {
    if (operation instanceof AddColumn add) {
      return reads(conversion, add.column().name());
    }
    if (operation instanceof AlterColumn alter) {
      boolean same =
          alter.changes().stream()
              .allMatch(
                  c -> c instanceof ColumnChange.Nullable || c instanceof ColumnChange.Comment);
      return !same && reads(conversion, alter.column());
    }
    return operation instanceof CreateTable
        || operation instanceof AddEnumValue
        || operation instanceof RenameEnumValue;
  }

  private static boolean reads(AlterColumn conversion, String column) {
    return conversion.column().equals(column)
        || conversion.changes().stream()
            .filter(ColumnChange.Type.class::isInstance)
            .flatMap(c -> ((ColumnChange.Type) c).using().stream())
            .anyMatch(using -> TriggerText.mentions(using, column));
  }

  /** The tables that a step changes in a way that a rebuild could do; none for all other steps. */
  private Set<ObjectName> tables(int i) {
    Operation operation = steps.get(i).operation();
    if (operation instanceof AddColumn o) {
      return Set.of(o.table());
    } else if (operation instanceof DropColumn o) {
      return Set.of(o.table());
    } else if (operation instanceof AlterColumn o) {
      return Set.of(o.table());
    } else if (operation instanceof AddConstraint o) {
      return Set.of(o.table());
    } else if (operation instanceof DropConstraint o) {
      return Set.of(o.table());
    } else if (operation instanceof RenameConstraint o) {
      return Set.of(o.table());
    } else if (operation instanceof ValidateConstraint o) {
      return Set.of(o.table());
    } else if (operation instanceof SetTableOptions o) {
      return Set.of(o.table());
    } else if (operation instanceof CreateTable o) {
      return Set.of(o.table().name());
    } else if (operation instanceof CreateIndex o) {
      return Set.of(o.table());
    } else if (operation instanceof DropIndex o) {
      return schemas.get(i).ownerOfIndex(o.index()).map(Set::of).orElse(Set.of());
    } else if (operation instanceof RenameIndex o) {
      return schemas.get(i).ownerOfIndex(o.from()).map(Set::of).orElse(Set.of());
    } else if (operation instanceof AddEnumValue o) {
      return users(schemas.get(i), o.name());
    } else if (operation instanceof RenameEnumValue o) {
      return users(schemas.get(i), o.name());
    }
    return Set.of();
  }

  private static Set<ObjectName> users(Schema schema, ObjectName type) {
    Set<ObjectName> tables = new LinkedHashSet<>();
    for (Table table : schema.tables()) {
      if (table.columns().stream().anyMatch(c -> c.type().equals(new ColumnType.OfEnum(type)))) {
        tables.add(table.name());
      }
    }
    return tables;
  }

  /** Plans the steps from one barrier to the next. */
  private void run(int from, int to) {
    Map<ObjectName, Integer> rebuilds = new HashMap<>();
    for (int i = from; i < to; i++) {
      if (!isInPlace(i)) {
        tables(i).forEach(t -> rebuilds.put(t, -1));
      }
    }
    for (int i = from; i < to; i++) {
      for (ObjectName table : tables(i)) {
        if (rebuilds.containsKey(table)) {
          rebuilds.put(table, i);
        }
      }
    }
    Set<ObjectName> waiting = new LinkedHashSet<>(rebuilds.keySet());
    for (int i = from; i < to; i++) {
      boolean absorbed = true;
      for (ObjectName table : tables(i)) {
        Integer last = rebuilds.get(table);
        absorbed &= last != null;
        if (last != null && last == i) {
          rebuild(table, from, i, there(waiting, from, i));
          waiting.remove(table);
        }
      }
      if (!absorbed) {
        inPlace(i);
      }
    }
  }

  /**
   * What the database has when the step of number {@code last} is reached: tables whose rebuild
   * comes later are as they were before the run, or are not there yet.
   */
  private Schema there(Set<ObjectName> waiting, int from, int last) {
    Schema there = schemas.get(last + 1);
    for (ObjectName name : waiting) {
      Optional<Table> before = schemas.get(from).findTable(name);
      there =
          before.isPresent()
              ? there.with(before.get())
              : there.findTable(name).map(there::without).orElse(there);
    }
    return there;
  }

  private void inPlace(int i) {
    Operation operation = steps.get(i).operation();
    if (operation instanceof DropTable drop) {
      dropReferences(drop, i);
    }
    statements.addAll(new SqliteDdl(dialect, sql, steps.get(i), schemas.get(i)).statements());
  }

  /** With cascade the foreign keys to the table go first, each by a rebuild of its table. */
  private void dropReferences(DropTable drop, int i) {
    Schema before = schemas.get(i);
    for (ObjectName child : before.referrersOf(drop.table())) {
      if (!child.equals(drop.table())) {
        Table old = SqliteLowering.table(before.table(child), before);
        Table without =
            old.withConstraints(
                old.constraints().stream()
                    .filter(
                        c ->
                            !(c instanceof Constraint.ForeignKey key
                                && key.references().equals(drop.table())))
                    .toList());
        Map<String, String> copied = identity(old);
        statements.addAll(
            new SqliteRebuild(sql, before, old, without, copied, steps.get(i).at()).statements());
      }
    }
  }

  private boolean isInPlace(int i) {
    Operation operation = steps.get(i).operation();
    Schema before = schemas.get(i);
    if (operation instanceof AddColumn add) {
      return isAddable(add.column());
    }
    if (operation instanceof DropColumn drop) {
      return before.findTable(drop.table()).map(t -> isDroppable(t, drop.column())).orElse(true);
    }
    if (operation instanceof AlterColumn alter) {
      return isAlterable(before, alter);
    }
    if (operation instanceof AddConstraint add) {
      return isNamedCheck(add.constraint());
    }
    if (operation instanceof DropConstraint drop) {
      return before
          .findTable(drop.table())
          .flatMap(t -> t.findConstraint(drop.constraint()))
          .map(SqlitePlanning::isNamedCheck)
          .orElse(true);
    }
    return !(operation instanceof RenameConstraint
        || operation instanceof SetTableOptions
        || operation instanceof AddEnumValue
        || operation instanceof RenameEnumValue);
  }

  /** SQLite adds and drops checks in place since 3.53, the latter by name. */
  private static boolean isNamedCheck(Constraint constraint) {
    return constraint instanceof Constraint.Check && constraint.name().isPresent();
  }

  /** SQLite, "ALTER TABLE", section 4, ADD COLUMN. */
  private static boolean isAddable(Column column) {
    boolean constant =
        column.defaultValue().isEmpty()
            || !(column.defaultValue().get() instanceof Value.Expression);
    boolean fills =
        column.nullable()
            || (column.defaultValue().isPresent()
                && !(column.defaultValue().get() instanceof Value.Null));
    boolean stored = column.generated().isPresent() && column.generated().get().stored();
    return constant && fills && !stored && column.identity().isEmpty();
  }

  /** SQLite, "ALTER TABLE", section 5, DROP COLUMN. */
  private static boolean isDroppable(Table table, String column) {
    boolean keyed = table.constraints().stream().anyMatch(c -> c.columns().contains(column));
    boolean checked =
        table.constraints().stream()
            .anyMatch(
                c ->
                    c instanceof Constraint.Check check
                        && TriggerText.mentions(check.expression(), column));
    boolean indexed =
        table.indexes().stream()
            .anyMatch(
                x ->
                    x.uses(column)
                        || x.where().filter(w -> TriggerText.mentions(w, column)).isPresent()
                        || x.keys().stream()
                            .anyMatch(
                                k -> k.expression() && TriggerText.mentions(k.text(), column)));
    boolean computedFrom =
        table.columns().stream()
            .anyMatch(
                c ->
                    c.generated()
                        .filter(g -> TriggerText.mentions(g.expression(), column))
                        .isPresent());
    boolean isEnum = table.column(column).type() instanceof ColumnType.OfEnum;
    return !keyed && !checked && !indexed && !computedFrom && !isEnum;
  }

  private static boolean isAlterable(Schema before, AlterColumn alter) {
    boolean keyed =
        before
            .findTable(alter.table())
            .flatMap(Table::primaryKey)
            .filter(k -> k.columns().contains(alter.column()))
            .isPresent();
    return !keyed
        && alter.changes().stream()
            .allMatch(c -> c instanceof ColumnChange.Nullable || c instanceof ColumnChange.Comment);
  }

  private void rebuild(ObjectName name, int from, int last, Schema there) {
    int first = from;
    while (!tables(first).contains(name)) {
      first++;
    }
    Schema before = schemas.get(first);
    Schema after = schemas.get(last + 1);
    if (schemas.get(first).findTable(name).isEmpty()) {
      if (!(steps.get(first).operation() instanceof CreateTable)) {
        throw new SchemaMistake(
            "Table `"
                + name
                + "` must be rebuilt for this, but raw SQL made it, and what it looks like is not"
                + " known before that has run; put this into a migration of its own");
      }
      Step create =
          new Step(
              new CreateTable(schemas.get(last + 1).table(name)),
              steps.get(first).at(),
              steps.get(first).only(),
              Optional.empty());
      statements.addAll(
          new SqliteDdl(
                  dialect, sql, create, schemas.get(last).without(schemas.get(last).table(name)))
              .statements());
      return;
    }
    Table old = SqliteLowering.table(before.table(name), before);
    Table made = SqliteLowering.table(after.table(name), after).withTriggers(old.triggers());
    if (old.options().containsKey("virtual")) {
      throw new SchemaMistake(
          "Table `" + name + "` is virtual; its columns are its module's business");
    }
    boolean nothing = old.equals(made);
    if (nothing) {
      return;
    }
    List<Statement> rebuilt =
        new SqliteRebuild(
                sql, there, old, made, copied(name, old, made, first, last), steps.get(last).at())
            .statements();
    statements.addAll(StandardDdl.marked(rebuilt, hazards(name, first, last)));
  }

  private List<Hazard> hazards(ObjectName name, int first, int last) {
    List<Hazard> hazards = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      if (tables(i).contains(name)) {
        hazards.addAll(SqliteHazards.of(steps.get(i).operation(), schemas.get(i)));
      }
    }
    return hazards;
  }

  private Map<String, String> identity(Table table) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (column.generated().isEmpty()) {
        values.put(column.name(), sql.quote(column.name()));
      }
    }
    return values;
  }

  /** Which columns of the new table take their values from the old one, and by what expression. */
  private Map<String, String> copied(ObjectName name, Table old, Table made, int first, int last) {
    Map<String, String> values = new LinkedHashMap<>();
    old.columns().forEach(c -> values.put(c.name(), sql.quote(c.name())));
    for (int i = first; i <= last; i++) {
      Operation operation = steps.get(i).operation();
      if (operation instanceof DropColumn drop && drop.table().equals(name)) {
        values.remove(drop.column());
      } else if (operation instanceof AddColumn add && add.table().equals(name)) {
        valueWhenAdded(add.column(), made).ifPresent(v -> values.put(add.column().name(), v));
      } else if (operation instanceof AlterColumn alter && alter.table().equals(name)) {
        for (ColumnChange change : alter.changes()) {
          if (change instanceof ColumnChange.Type type && type.using().isPresent()) {
            values.put(alter.column(), type.using().get());
          }
        }
      } else if (operation instanceof RenameEnumValue rename) {
        renameValue(values, schemas.get(i).table(name), rename);
      }
    }
    made.columns().stream()
        .filter(c -> c.generated().isPresent())
        .forEach(c -> values.remove(c.name()));
    values.keySet().removeIf(c -> made.findColumn(c).isEmpty());
    return values;
  }

  /** Rows that are there get the default that the column had when it was added, not a later one. */
  private Optional<String> valueWhenAdded(Column added, Table made) {
    Optional<Value> later = made.findColumn(added.name()).flatMap(Column::defaultValue);
    return added.defaultValue().filter(v -> !later.equals(Optional.of(v))).map(sql::literal);
  }

  private void renameValue(Map<String, String> values, Table table, RenameEnumValue rename) {
    for (Column column : table.columns()) {
      if (column.type().equals(new ColumnType.OfEnum(rename.name()))) {
        values.computeIfPresent(
            column.name(),
            (c, value) ->
                "CASE "
                    + value
                    + " WHEN "
                    + sql.text(rename.from())
                    + " THEN "
                    + sql.text(rename.to())
                    + " ELSE "
                    + value
                    + " END");
      }
    }
  }
}
