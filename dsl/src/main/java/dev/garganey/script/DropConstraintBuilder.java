package dev.garganey.script;

import dev.garganey.model.ConstraintKind;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.DropConstraint;
import java.util.List;
import java.util.Optional;

/** DropConstraintBuilder is what follows {@code dropUnique('t', 'a')} and its like. */
public final class DropConstraintBuilder extends Builder {
  private final ObjectName table;
  private final ConstraintKind kind;
  private final List<String> columns;
  private final boolean cascade;
  private Optional<String> name;

  DropConstraintBuilder(
      Evaluation evaluation,
      ObjectName table,
      ConstraintKind kind,
      Optional<String> name,
      List<String> columns,
      boolean cascade) {
    super(evaluation);
    this.table = table;
    this.kind = kind;
    this.name = name;
    this.columns = columns;
    this.cascade = cascade;
  }

  /** Finds the constraint by its name. */
  public DropConstraintBuilder named(String name) {
    this.name = Optional.of(name);
    return this;
  }

  DropConstraint operation() {
    return new DropConstraint(table, new ConstraintRef(Optional.of(kind), name, columns), cascade);
  }

  @Override
  String placeTitle() {
    return " after dropping a constraint";
  }
}
