package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Domain;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.SetTableOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Loosening takes the parts of tables, views and domains that stay away where they stand on a
 * function, type or column that changes beneath them: checks, indexes, defaults, generated columns
 * and policies. Nothing is remembered of them: as they are wanted and then missing, they come again
 * with everything else that is.
 */
final class Loosening {
  private final Draft draft;
  private final Schema target;
  private final Losses losses;

  Loosening(Draft draft, Schema target, Losses losses) {
    this.draft = draft;
    this.target = target;
    this.losses = losses;
  }

  void run() {
    for (Table table : List.copyOf(draft.schema().tables())) {
      if (target.findTable(table.name()).isPresent()) {
        loosen(table);
      }
    }
    for (View view : draft.schema().views()) {
      if (!losses.goes(view)) {
        view.indexes().forEach(i -> loosen(view.name(), i));
      }
    }
    List.copyOf(draft.schema().domains()).forEach(this::loosen);
  }

  /** Drops the generated columns that stand in the way, when no view shows them any more. */
  void dropGenerated() {
    for (Table table : List.copyOf(draft.schema().tables())) {
      for (Column column : table.columns()) {
        boolean stands =
            target.findTable(table.name()).isPresent()
                && column.generated().isPresent()
                && losses.standsComputed(table.name(), column);
        if (stands && draft.schema().table(table.name()).columns().size() > 1) {
          draft.emit(new DropColumn(table.name(), column.name(), false));
        }
      }
    }
  }

  private void loosen(Table table) {
    ObjectName name = table.name();
    policies(table);
    for (Constraint constraint : table.constraints()) {
      if (stands(name, constraint)) {
        draft.emit(new DropConstraint(name, ConstraintRef.to(constraint), false));
      }
    }
    table.indexes().forEach(i -> loosen(name, i));
    table.columns().forEach(c -> loosen(name, c));
  }

  private boolean stands(ObjectName table, Constraint constraint) {
    String sql =
        constraint instanceof Constraint.Check check
            ? check.expression()
            : constraint instanceof Constraint.Exclusion exclusion ? exclusion.definition() : "";
    String name = constraint.name().orElse("\u0001");
    return !sql.isEmpty()
        && losses.needsGoing(new ObjectRef("constraint", table + "." + name), sql);
  }

  private void loosen(ObjectName owner, Index index) {
    StringBuilder sql = new StringBuilder(index.where().orElse(""));
    index
        .keys()
        .forEach(
            key -> {
              sql.append('\n').append(key.expression() ? key.text() : "");
              key.operatorClass().ifPresent(c -> sql.append('\n').append(c));
              key.collation().ifPresent(c -> sql.append('\n').append(c));
            });
    ObjectName name = owner.sibling(index.name());
    if (losses.needsGoing(ObjectRef.index(name), sql.toString())) {
      draft.emit(new DropIndex(name, false));
    }
  }

  private void loosen(ObjectName table, Column column) {
    if (losses.needsGoing(column.defaultValue())) {
      draft.emit(
          new AlterColumn(
              table, column.name(), List.of(new ColumnChange.Default(Optional.empty()))));
    }
  }

  private void policies(Table table) {
    Map<String, String> gone = new TreeMap<>();
    table
        .options()
        .forEach(
            (key, policy) -> {
              boolean binds = key.startsWith(Table.POLICY) || Table.isForeignKey(key, policy);
              if (binds && losses.stands(policy, table.name())) {
                gone.put(key, "");
              }
            });
    if (!gone.isEmpty()) {
      draft.emit(new SetTableOptions(table.name(), gone));
    }
  }

  private void loosen(Domain domain) {
    if (target.findDomain(domain.name()).isEmpty()) {
      return;
    }
    List<Constraint.Check> checks =
        domain.checks().stream()
            .filter(c -> !losses.needsGoing(Optional.of(new Value.Expression(c.expression()))))
            .toList();
    Optional<Value> value = domain.defaultValue().filter(v -> !losses.needsGoing(Optional.of(v)));
    Domain loose =
        new Domain(
            domain.name(),
            domain.type(),
            domain.nullable(),
            value,
            domain.collation(),
            checks,
            domain.comment());
    if (!loose.equals(domain)) {
      draft.emit(new AlterDomain(loose));
    }
  }
}
