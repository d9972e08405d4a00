package dev.garganey.model;

import dev.garganey.sql.SqlNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Table is a table with all that belongs to it.
 *
 * @param columns in their order
 * @param options what only one product knows, verbatim: strict, withoutRowid, partitionBy…
 */
public record Table(
    ObjectName name,
    List<Column> columns,
    List<Constraint> constraints,
    List<Index> indexes,
    List<Trigger> triggers,
    Map<String, String> options,
    Optional<String> comment) {
  /** What the option begins with that says whether a trigger fires: {@code trigger.audit}. */
  public static final String TRIGGER_STATE = "trigger.";

  /** What the option begins with that is a policy: {@code policy.owners}. */
  public static final String POLICY = "policy.";

  /** What the option begins with that is a constraint without words of its own. */
  public static final String CONSTRAINT = "constraint.";

  /**
   * Checks the parts against each other.
   *
   * @throws SchemaMistake if a column, constraint or index is there twice, or a key names a column
   *     that is not there
   */
  public Table {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    triggers = List.copyOf(triggers);
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new SchemaMistake("Table `" + name + "` has two columns `" + column.name() + "`");
      }
    }
    Set<String> constraintNames = new HashSet<>();
    boolean keyed = false;
    for (Constraint constraint : constraints) {
      if (constraint.name().isPresent() && !constraintNames.add(constraint.name().get())) {
        throw new SchemaMistake(
            "Table `" + name + "` has two constraints `" + constraint.name().get() + "`");
      }
      if (constraint instanceof Constraint.PrimaryKey) {
        if (keyed) {
          throw new SchemaMistake("Table `" + name + "` has two primary keys");
        }
        keyed = true;
      }
      requireColumns(name, names, constraint.columns(), options);
    }
    Set<String> indexNames = new HashSet<>();
    for (Index index : indexes) {
      if (!indexNames.add(index.name())) {
        throw new SchemaMistake("Table `" + name + "` has two indexes `" + index.name() + "`");
      }
      for (IndexKey key : index.keys()) {
        if (!key.expression()) {
          requireColumns(name, names, List.of(key.text()), options);
        }
      }
      requireColumns(name, names, index.include(), options);
    }
  }

  /** Static, for the fields are not there yet when this is called. */
  private static void requireColumns(
      ObjectName table, Set<String> names, List<String> wanted, Map<String, String> options) {
    for (String column : wanted) {
      if (!names.contains(column) && !takesColumns(options)) {
        List<String> known = names.stream().sorted().map(n -> table + "." + n).toList();
        throw new MissingObject("column", table + "." + column, known);
      }
    }
  }

  /**
   * Whether it takes columns from a parent table or its module, which this record does not list.
   */
  public boolean takesColumns() {
    return takesColumns(options);
  }

  /** Whether it may have no column of its own: {@code columns: 'none'} says that it has none. */
  public boolean mayLackColumns() {
    return takesColumns() || "none".equals(options.get("columns"));
  }

  /** Whether a table with these options takes columns from elsewhere. */
  public static boolean takesColumns(Map<String, String> options) {
    return options.containsKey("partitionOf")
        || options.containsKey("inherits")
        || options.containsKey("virtual");
  }

  /**
   * The options that may name what comes after the table: its indexes, triggers, what policies read
   * and call, and the tables of foreign keys that have no other words.
   */
  public Map<String, String> lateOptions() {
    Map<String, String> late = new TreeMap<>(options);
    late.entrySet().removeIf(option -> !isLate(option.getKey(), option.getValue()));
    return late;
  }

  private static boolean isLate(String key, String value) {
    return key.startsWith(TRIGGER_STATE)
        || key.startsWith(POLICY)
        || key.equals("replicaIdentity")
        || isForeignKey(key, value);
  }

  /** Whether an option is a foreign key that {@link Constraint.ForeignKey} has no words for. */
  public static boolean isForeignKey(String key, String value) {
    return key.startsWith(CONSTRAINT) && value.startsWith("FOREIGN KEY");
  }

  /** A table of columns alone. */
  public static Table of(ObjectName name, List<Column> columns) {
    return new Table(name, columns, List.of(), List.of(), List.of(), Map.of(), Optional.empty());
  }

  /** The column of that name, if there is one. */
  public Optional<Column> findColumn(String column) {
    return columns.stream().filter(c -> c.name().equals(column)).findFirst();
  }

  /**
   * The column of that name.
   *
   * @throws MissingObject if there is none
   */
  public Column column(String column) {
    return findColumn(column)
        .orElseThrow(
            () ->
                new MissingObject(
                    "column",
                    name + "." + column,
                    columns.stream().map(c -> name + "." + c.name()).toList()));
  }

  /** The primary key, if there is one. */
  public Optional<Constraint.PrimaryKey> primaryKey() {
    return constraints.stream()
        .filter(Constraint.PrimaryKey.class::isInstance)
        .map(Constraint.PrimaryKey.class::cast)
        .findFirst();
  }

  /** The foreign keys, in their order. */
  public List<Constraint.ForeignKey> foreignKeys() {
    return constraints.stream()
        .filter(Constraint.ForeignKey.class::isInstance)
        .map(Constraint.ForeignKey.class::cast)
        .toList();
  }

  /** The first constraint that {@code ref} means, if any. */
  public Optional<Constraint> findConstraint(ConstraintRef ref) {
    return constraints.stream().filter(ref::matches).findFirst();
  }

  /**
   * The constraint that {@code ref} means.
   *
   * @throws MissingObject if there is none
   */
  public Constraint constraint(ConstraintRef ref) {
    return findConstraint(ref)
        .orElseThrow(
            () ->
                new MissingObject(
                    ref.kind().map(ConstraintKind::title).orElse("constraint"),
                    ref.name()
                        .orElseGet(
                            () ->
                                name
                                    + "("
                                    + ref.expression()
                                        .orElseGet(() -> String.join(", ", ref.columns()))
                                    + ")"),
                    constraints.stream().flatMap(c -> c.name().stream()).toList()));
  }

  /** The index of that name, if there is one. */
  public Optional<Index> findIndex(String index) {
    return indexes.stream().filter(i -> i.name().equals(index)).findFirst();
  }

  public Table withName(ObjectName newName) {
    return new Table(newName, columns, constraints, indexes, triggers, options, comment);
  }

  public Table withColumns(List<Column> newColumns) {
    return new Table(name, newColumns, constraints, indexes, triggers, options, comment);
  }

  public Table withConstraints(List<? extends Constraint> newConstraints) {
    return new Table(
        name, columns, List.copyOf(newConstraints), indexes, triggers, options, comment);
  }

  public Table withIndexes(List<Index> newIndexes) {
    return new Table(name, columns, constraints, newIndexes, triggers, options, comment);
  }

  public Table withTriggers(List<Trigger> newTriggers) {
    return new Table(name, columns, constraints, indexes, newTriggers, options, comment);
  }

  public Table withOptions(Map<String, String> newOptions) {
    return new Table(name, columns, constraints, indexes, triggers, newOptions, comment);
  }

  public Table withComment(Optional<String> newComment) {
    return new Table(name, columns, constraints, indexes, triggers, options, newComment);
  }

  /** This table with one more column, at its end. */
  public Table plus(Column column) {
    return withColumns(append(columns, column));
  }

  /** This table with one more constraint. */
  public Table plus(Constraint constraint) {
    return withConstraints(append(constraints, constraint));
  }

  /** This table with one more index. */
  public Table plus(Index index) {
    return withIndexes(append(indexes, index));
  }

  /** This table with one more trigger. */
  public Table plus(Trigger trigger) {
    return withTriggers(append(triggers, trigger));
  }

  /**
   * This table with one column changed in place.
   *
   * @throws MissingObject if it is not there
   */
  public Table replacing(String column, UnaryOperator<Column> change) {
    column(column);
    return withColumns(
        columns.stream().map(c -> c.name().equals(column) ? change.apply(c) : c).toList());
  }

  /** This table after a column got another name; expressions over it and NEW and OLD follow. */
  public Table renamingColumn(String from, String to) {
    return new Table(
        name,
        columns.stream().map(c -> renaming(c, from, to)).toList(),
        constraints.stream().map(c -> c.withColumnRenamed(from, to)).toList(),
        indexes.stream().map(i -> i.withColumnRenamed(from, to)).toList(),
        triggers.stream()
            .map(t -> t.withDefinition(SqlNames.renameInTrigger(t.definition(), from, to)))
            .toList(),
        options,
        comment);
  }

  private static Column renaming(Column column, String from, String to) {
    Column result = column.name().equals(from) ? column.withName(to) : column;
    return result.withGenerated(
        result
            .generated()
            .map(g -> new Generated(SqlNames.renameColumn(g.expression(), from, to), g.stored())));
  }

  private static <T> List<T> append(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}
