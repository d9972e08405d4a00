package dev.garganey.script;

import dev.garganey.model.Constraint;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import java.util.List;
import java.util.Optional;

/** KeyBuilder is what follows {@code primaryKey('a', 'b')} or {@code unique('a', 'b')}. */
public final class KeyBuilder extends ConstraintBuilder<KeyBuilder> {
  private final ObjectName table;
  private final boolean primary;
  private final List<String> columns;
  private List<String> include = List.of();
  private boolean nullsNotDistinct;
  private Optional<String> onConflict = Optional.empty();

  KeyBuilder(Evaluation evaluation, ObjectName table, boolean primary, List<String> columns) {
    super(evaluation);
    this.table = table;
    this.primary = primary;
    this.columns = columns;
  }

  /** Columns that are stored beside the key (PostgreSQL). */
  public KeyBuilder include(String... columns) {
    include = List.of(columns);
    return this;
  }

  /** Treats two NULLs as the same value (PostgreSQL 15). */
  public KeyBuilder nullsNotDistinct() {
    if (primary) {
      throw new SchemaMistake("A primary key has no NULLs, so nullsNotDistinct() means nothing");
    }
    nullsNotDistinct = true;
    return this;
  }

  /** What an insert does that breaks the key: 'REPLACE', 'IGNORE'… (SQLite). */
  public KeyBuilder onConflict(String action) {
    onConflict = Optional.of(action);
    return this;
  }

  @Override
  KeyBuilder self() {
    return this;
  }

  boolean isPrimary() {
    return primary;
  }

  List<String> columns() {
    return columns;
  }

  @Override
  Constraint build() {
    return primary
        ? new Constraint.PrimaryKey(
            nameOr(NamingConvention.primaryKey(table)), columns, include, deferral(), onConflict)
        : new Constraint.Unique(
            nameOr(NamingConvention.unique(table, columns)),
            columns,
            nullsNotDistinct,
            include,
            deferral(),
            onConflict);
  }
}
