package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.SchemaMistake;
import java.util.List;
import java.util.Optional;

/** ForeignKeyBuilder is what follows {@code foreignKey('a')} or {@code addForeignKey('t', 'a')}. */
public final class ForeignKeyBuilder extends ConstraintBuilder<ForeignKeyBuilder> {
  private final ObjectName table;
  private final List<String> columns;
  private Optional<ObjectName> references = Optional.empty();
  private List<String> referencedColumns = List.of();
  private ReferentialAction onDelete = ReferentialAction.NO_ACTION;
  private ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
  private boolean validated = true;
  private Optional<String> match = Optional.empty();

  ForeignKeyBuilder(Evaluation evaluation, ObjectName table, List<String> columns) {
    super(evaluation);
    this.table = table;
    this.columns = columns;
  }

  /** The other table and its columns, by default its primary key. */
  public ForeignKeyBuilder references(String table, String... columns) {
    references = Optional.of(ObjectName.parse(table));
    referencedColumns = List.of(columns);
    return this;
  }

  /** What happens when the referenced row goes: CASCADE, SET_NULL, RESTRICT… */
  public ForeignKeyBuilder onDelete(ReferentialAction action) {
    onDelete = action;
    return this;
  }

  /** What happens when the referenced key changes. */
  public ForeignKeyBuilder onUpdate(ReferentialAction action) {
    onUpdate = action;
    return this;
  }

  /** Leaves the rows that are there unchecked until validateConstraint (PostgreSQL). */
  public ForeignKeyBuilder notValid() {
    validated = false;
    return this;
  }

  /** How keys with NULLs match: 'FULL', 'SIMPLE'. */
  public ForeignKeyBuilder match(String kind) {
    match = Optional.of(kind);
    return this;
  }

  @Override
  ForeignKeyBuilder self() {
    return this;
  }

  @Override
  Constraint build() {
    return new Constraint.ForeignKey(
        nameOr(NamingConvention.foreignKey(table, columns)),
        columns,
        references.orElseThrow(
            () -> new SchemaMistake("A foreign key needs .references('table', 'column')")),
        referencedColumns,
        onDelete,
        onUpdate,
        deferral(),
        validated,
        match);
  }
}
