package dev.garganey.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.garganey.sql.SqlNames;
import java.util.List;
import java.util.Optional;

/**
 * Constraint is a rule that a table's rows keep. Its name is empty only where a database has none.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Constraint.PrimaryKey.class, name = "primaryKey"),
  @JsonSubTypes.Type(value = Constraint.Unique.class, name = "unique"),
  @JsonSubTypes.Type(value = Constraint.ForeignKey.class, name = "foreignKey"),
  @JsonSubTypes.Type(value = Constraint.Check.class, name = "check"),
  @JsonSubTypes.Type(value = Constraint.Exclusion.class, name = "exclusion")
})
public sealed interface Constraint {
  /** The constraint's name within its table. */
  Optional<String> name();

  /** The columns of the table that it names; for expressions none are known. */
  List<String> columns();

  /** The same rule under another name. */
  Constraint withName(Optional<String> name);

  /** The same rule with a column renamed. */
  Constraint withColumnRenamed(String from, String to);

  /** What kind it is. */
  ConstraintKind kind();

  /**
   * The table's key.
   *
   * @param onConflict SQLite's conflict clause (REPLACE, IGNORE…), verbatim
   */
  record PrimaryKey(
      Optional<String> name,
      List<String> columns,
      List<String> include,
      Deferral deferral,
      Optional<String> onConflict)
      implements Constraint {
    public PrimaryKey {
      columns = requireColumns("primary key", columns);
      include = List.copyOf(include);
    }

    public static PrimaryKey of(String name, List<String> columns) {
      return new PrimaryKey(
          Optional.of(name), columns, List.of(), Deferral.NOT_DEFERRABLE, Optional.empty());
    }

    @Override
    public PrimaryKey withName(Optional<String> newName) {
      return new PrimaryKey(newName, columns, include, deferral, onConflict);
    }

    @Override
    public PrimaryKey withColumnRenamed(String from, String to) {
      return new PrimaryKey(
          name, renamed(columns, from, to), renamed(include, from, to), deferral, onConflict);
    }

    @Override
    public ConstraintKind kind() {
      return ConstraintKind.PRIMARY_KEY;
    }
  }

  /** No two rows share the values of these columns. */
  record Unique(
      Optional<String> name,
      List<String> columns,
      boolean nullsNotDistinct,
      List<String> include,
      Deferral deferral,
      Optional<String> onConflict)
      implements Constraint {
    public Unique {
      columns = requireColumns("unique constraint", columns);
      include = List.copyOf(include);
    }

    public static Unique of(String name, List<String> columns) {
      return new Unique(
          Optional.of(name), columns, false, List.of(), Deferral.NOT_DEFERRABLE, Optional.empty());
    }

    @Override
    public Unique withName(Optional<String> newName) {
      return new Unique(newName, columns, nullsNotDistinct, include, deferral, onConflict);
    }

    @Override
    public Unique withColumnRenamed(String from, String to) {
      return new Unique(
          name,
          renamed(columns, from, to),
          nullsNotDistinct,
          renamed(include, from, to),
          deferral,
          onConflict);
    }

    @Override
    public ConstraintKind kind() {
      return ConstraintKind.UNIQUE;
    }
  }

  /**
   * The values of these columns are a key of another table.
   *
   * @param references the other table
   * @param referencedColumns its columns; empty for its primary key
   * @param validated false where rows that were there before have not been checked
   * @param match the MATCH clause, verbatim, where one is given
   */
  record ForeignKey(
      Optional<String> name,
      List<String> columns,
      ObjectName references,
      List<String> referencedColumns,
      ReferentialAction onDelete,
      ReferentialAction onUpdate,
      Deferral deferral,
      boolean validated,
      Optional<String> match)
      implements Constraint {
    public ForeignKey {
      columns = requireColumns("foreign key", columns);
      referencedColumns = List.copyOf(referencedColumns);
      if (!referencedColumns.isEmpty() && referencedColumns.size() != columns.size()) {
        throw new SchemaMistake(
            "A foreign key of "
                + columns.size()
                + " columns cannot reference "
                + referencedColumns.size()
                + " columns of `"
                + references
                + "`");
      }
    }

    public static ForeignKey of(
        String name, List<String> columns, ObjectName references, List<String> referenced) {
      return new ForeignKey(
          Optional.of(name),
          columns,
          references,
          referenced,
          ReferentialAction.NO_ACTION,
          ReferentialAction.NO_ACTION,
          Deferral.NOT_DEFERRABLE,
          true,
          Optional.empty());
    }

    @Override
    public ForeignKey withName(Optional<String> newName) {
      return new ForeignKey(
          newName,
          columns,
          references,
          referencedColumns,
          onDelete,
          onUpdate,
          deferral,
          validated,
          match);
    }

    @Override
    public ForeignKey withColumnRenamed(String from, String to) {
      return new ForeignKey(
          name,
          renamed(columns, from, to),
          references,
          referencedColumns,
          onDelete,
          onUpdate,
          deferral,
          validated,
          match);
    }

    /** The same key after the table it references, or a column of that, got another name. */
    public ForeignKey withReference(ObjectName table, List<String> newReferencedColumns) {
      return new ForeignKey(
          name,
          columns,
          table,
          newReferencedColumns,
          onDelete,
          onUpdate,
          deferral,
          validated,
          match);
    }

    public ForeignKey withActions(ReferentialAction newOnDelete, ReferentialAction newOnUpdate) {
      return new ForeignKey(
          name,
          columns,
          references,
          referencedColumns,
          newOnDelete,
          newOnUpdate,
          deferral,
          validated,
          match);
    }

    public ForeignKey withValidated(boolean newValidated) {
      return new ForeignKey(
          name,
          columns,
          references,
          referencedColumns,
          onDelete,
          onUpdate,
          deferral,
          newValidated,
          match);
    }

    public ForeignKey withDeferral(Deferral newDeferral) {
      return new ForeignKey(
          name,
          columns,
          references,
          referencedColumns,
          onDelete,
          onUpdate,
          newDeferral,
          validated,
          match);
    }

    @Override
    public ConstraintKind kind() {
      return ConstraintKind.FOREIGN_KEY;
    }
  }

  /**
   * Every row satisfies an expression.
   *
   * @param validated false where rows that were there before have not been checked
   */
  record Check(Optional<String> name, String expression, boolean validated, boolean noInherit)
      implements Constraint {
    public Check {
      expression = expression.strip();
      if (expression.isEmpty()) {
        throw new SchemaMistake("A check needs an expression");
      }
    }

    public static Check of(String name, String expression) {
      return new Check(Optional.of(name), expression, true, false);
    }

    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public Check withName(Optional<String> newName) {
      return new Check(newName, expression, validated, noInherit);
    }

    @Override
    public Check withColumnRenamed(String from, String to) {
      return new Check(name, SqlNames.renameColumn(expression, from, to), validated, noInherit);
    }

    @Override
    public ConstraintKind kind() {
      return ConstraintKind.CHECK;
    }
  }

  /**
   * No two rows compare true under all of these operators.
   *
   * @param definition what follows the word EXCLUDE, verbatim: {@code USING gist (during WITH &&)}
   */
  record Exclusion(Optional<String> name, String definition, Deferral deferral)
      implements Constraint {
    @Override
    public List<String> columns() {
      return List.of();
    }

    @Override
    public Exclusion withName(Optional<String> newName) {
      return new Exclusion(newName, definition, deferral);
    }

    @Override
    public Exclusion withColumnRenamed(String from, String to) {
      return this;
    }

    @Override
    public ConstraintKind kind() {
      return ConstraintKind.EXCLUSION;
    }
  }

  private static List<String> requireColumns(String what, List<String> columns) {
    if (columns.isEmpty()) {
      throw new SchemaMistake("A " + what + " needs at least one column");
    }
    if (columns.size() > 1 && new java.util.HashSet<>(columns).size() != columns.size()) {
      throw new SchemaMistake("A " + what + " names a column twice: " + String.join(", ", columns));
    }
    return List.copyOf(columns);
  }

  private static List<String> renamed(List<String> columns, String from, String to) {
    return columns.stream().map(c -> c.equals(from) ? to : c).toList();
  }
}
