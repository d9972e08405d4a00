package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.StandardDdl;
import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Step;
import dev.garganey.operation.ValidateConstraint;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PostgresqlTables renders what a step does to tables, their columns, constraints and indexes; the
 * rest is with {@link PostgresqlDdl}.
 */
abstract class PostgresqlTables extends StandardDdl {
  final PostgresqlSql words;

  PostgresqlTables(Dialect dialect, PostgresqlSql words, Step step, Schema before) {
    super(dialect, words, step, before);
    this.words = words;
  }

  // Tables and columns.

  @Override
  public List<Statement> visit(CreateTable operation) {
    Table table = operation.table();
    List<Statement> all = new ArrayList<>(super.visit(operation));
    Lock parents =
        table.foreignKeys().stream()
            .map(Constraint.ForeignKey::references)
            .filter(parent -> !parent.equals(table.name()))
            .findFirst()
            .map(Lock::writes)
            .orElse(Lock.NONE);
    all.set(0, statement(words.createTable(table), parents));
    PostgresqlSql.lateConstraints(table).forEach(c -> all.add(addConstraint(table.name(), c)));
    table.columns().stream()
        .filter(PostgresqlSql::isInherited)
        .forEach(c -> all.addAll(inherited(table.name(), c)));
    table.columns().forEach(c -> all.addAll(columnOptions(table.name(), c)));
    if (table.options().containsKey(TableOptions.ATTACHED)) {
      TableOptions.get(table, TableOptions.PARTITION_OF)
          .ifPresent(
              partition ->
                  new TableChange(
                          words,
                          table.name(),
                          Map.of(),
                          Map.of(TableOptions.PARTITION_OF, partition))
                      .statements()
                      .forEach(text -> all.add(statement(text, parents))));
    }
    new TableChange(words, table.name(), Map.of(), creationOptions(table.options()))
        .statements()
        .forEach(text -> all.add(statement(text, Lock.everything(table.name()))));
    return all;
  }

  /** The options that CREATE TABLE itself does not carry. */
  private static Map<String, String> creationOptions(Map<String, String> options) {
    Map<String, String> rest = new TreeMap<>(options);
    rest.keySet()
        .removeIf(
            key -> TableChange.isPartOfCreation(key) || key.startsWith(TableOptions.CONSTRAINT));
    return rest;
  }

  /** What a table changes of a column that its parent defines. */
  private List<Statement> inherited(ObjectName table, Column column) {
    List<String> actions = new ArrayList<>();
    actions.add(
        column.defaultValue().map(v -> "SET" + words.defaultClause(v)).orElse("SET DEFAULT NULL"));
    if (!column.nullable()) {
      actions.add("SET NOT NULL");
    }
    return actions.stream()
        .map(
            action ->
                statement(
                    "ALTER TABLE ONLY "
                        + words.quote(table)
                        + " ALTER COLUMN "
                        + words.quote(column.name())
                        + " "
                        + action,
                    Lock.everything(table)))
        .toList();
  }

  /** What a column of a new table has beyond the standard: storage, compression, statistics. */
  private List<Statement> columnOptions(ObjectName table, Column column) {
    List<Statement> all = new ArrayList<>();
    column
        .options()
        .forEach(
            (key, value) -> columnOption(table, column.name(), key, value).ifPresent(all::add));
    return all;
  }

  private Optional<Statement> columnOption(
      ObjectName table, String column, String key, String value) {
    String word =
        switch (key) {
          case "storage" -> "SET STORAGE ";
          case "compression" -> "SET COMPRESSION ";
          case "statistics" -> "SET STATISTICS ";
          default -> "";
        };
    return word.isEmpty()
        ? Optional.empty()
        : Optional.of(
            statement(
                alterTable(table)
                    + "ALTER COLUMN "
                    + words.quote(column)
                    + " "
                    + word
                    + TableChange.words(value),
                Lock.everything(table)));
  }

  /** What a column shall have beyond the standard, and what it has and shall not. */
  private List<Statement> columnOptions(
      AlterColumn operation, Optional<Column> old, Map<String, String> wanted) {
    Map<String, String> there = old.map(Column::options).orElse(Map.of());
    Map<String, String> changed = new TreeMap<>(wanted);
    changed.entrySet().removeIf(e -> e.getValue().equals(there.get(e.getKey())));
    for (String key : there.keySet()) {
      if (!wanted.containsKey(key)) {
        changed.put(key, standard(key, old.get()));
      }
    }
    List<Statement> all = new ArrayList<>();
    changed.forEach(
        (key, value) ->
            columnOption(operation.table(), operation.column(), key, value).ifPresent(all::add));
    return all;
  }

  /** Servers before PostgreSQL 16 have no word for the storage that a type has of its own. */
  private static String standard(String option, Column column) {
    return switch (option) {
      case "storage" -> PostgresqlTypes.storage(column.type());
      case "statistics" -> "-1";
      default -> "default";
    };
  }

  /**
   * A partition of a table to which foreign keys refer is one on which they depend: it is detached
   * first, when the server looks for rows that refer to it.
   */
  @Override
  public List<Statement> visit(DropTable operation) {
    Map<String, String> options =
        before.findTable(operation.table()).map(Table::options).orElse(Map.of());
    boolean referred = before.tables().stream().anyMatch(t -> !t.foreignKeys().isEmpty());
    List<Statement> all = new ArrayList<>();
    if (options.containsKey(TableOptions.PARTITION_OF) && referred && !operation.cascade()) {
      new TableChange(words, operation.table(), options, Map.of(TableOptions.PARTITION_OF, ""))
          .statements()
          .forEach(text -> all.add(statement(text, Lock.everything(operation.table()))));
    }
    all.addAll(super.visit(operation));
    return all;
  }

  @Override
  public List<Statement> visit(AddColumn operation) {
    List<Statement> all = new ArrayList<>(super.visit(operation));
    all.addAll(columnOptions(operation.table(), operation.column()));
    return all;
  }

  @Override
  public List<Statement> visit(AlterColumn operation) {
    ObjectName table = operation.table();
    Optional<Column> old = before.findTable(table).flatMap(t -> t.findColumn(operation.column()));
    ColumnAlteration alteration =
        new ColumnAlteration(
            words,
            operation,
            old,
            what -> unsupported(what, "add a generated column and drop the old one"));
    List<Statement> all = new ArrayList<>();
    for (ColumnAlteration.Clause clause : alteration.clauses()) {
      all.add(
          statement(
              clause.whole() ? clause.text() : alterTable(table) + clause.text(),
              clause.reason(),
              Lock.everything(table)));
    }
    for (ColumnChange change : operation.changes()) {
      if (change instanceof ColumnChange.Comment comment) {
        all.add(
            comment(
                CommentTarget.COLUMN, table, Optional.of(operation.column()), comment.comment()));
      } else if (change instanceof ColumnChange.Options options) {
        all.addAll(columnOptions(operation, old, options.options()));
      }
    }
    return all;
  }

  @Override
  public List<Statement> visit(SetTableOptions operation) {
    Map<String, String> old =
        before.findTable(operation.table()).map(Table::options).orElse(Map.of());
    return new TableChange(words, operation.table(), old, operation.options())
        .statements().stream()
            .map(text -> statement(text, Lock.everything(operation.table())))
            .toList();
  }

  // Constraints and indexes.

  @Override
  public List<Statement> visit(AddConstraint operation) {
    return List.of(addConstraint(operation.table(), operation.constraint()));
  }

  private Statement addConstraint(ObjectName table, Constraint constraint) {
    return statement(
        alterTable(table)
            + "ADD "
            + words.constraint(constraint)
            + (PostgresqlSql.isValidated(constraint) ? "" : " NOT VALID"),
        constraint instanceof Constraint.ForeignKey ? Lock.writes(table) : Lock.everything(table));
  }

  @Override
  public List<Statement> visit(ValidateConstraint operation) {
    return List.of(
        statement(
            alterTable(operation.table())
                + "VALIDATE CONSTRAINT "
                + words.quote(operation.constraint()),
            Lock.NONE));
  }

  @Override
  public List<Statement> visit(RenameConstraint operation) {
    return List.of(
        statement(
            alterTable(operation.table())
                + "RENAME CONSTRAINT "
                + words.quote(operation.from())
                + " TO "
                + words.quote(operation.to()),
            Lock.everything(operation.table())));
  }

  @Override
  public List<Statement> visit(CreateIndex operation) {
    List<Statement> all = new ArrayList<>(super.visit(operation));
    if (!operation.concurrently()) {
      return all;
    }
    ObjectName table = operation.table();
    boolean partitioned =
        before
            .findTable(table)
            .map(t -> t.options().containsKey(TableOptions.PARTITION_BY))
            .orElse(false);
    if (partitioned) {
      throw unsupported(
          "concurrent indexes of partitioned tables",
          "create the index of `" + table + "` without concurrently, or that of each partition");
    }
    String name = words.quote(table.sibling(operation.index().name()));
    all.set(
        0,
        statement(words.createIndex(table, operation.index(), "CONCURRENTLY "), Lock.NONE)
            .alone(Optional.of(Probes.indexBuilt(name))));
    return all;
  }

  @Override
  public List<Statement> visit(DropIndex operation) {
    String name = words.quote(operation.index());
    if (!operation.concurrently()) {
      return isOfPartition(operation.index())
          ? List.of(
              statement(
                  "DROP INDEX IF EXISTS " + name,
                  operation.describe() + ", if it did not go with the index it was attached to",
                  before.ownerOfIndex(operation.index()).map(Lock::everything).orElse(Lock.NONE)))
          : super.visit(operation);
    }
    return List.of(
        statement("DROP INDEX CONCURRENTLY " + name, Lock.NONE)
            .alone(Optional.of(Probes.indexDropped(name))));
  }

  /**
   * Whether an index is of a partition: attached to the index of the parent, it goes with that and
   * not before it (PostgreSQL manual, "ALTER INDEX").
   */
  private boolean isOfPartition(ObjectName index) {
    return before
        .ownerOfIndex(index)
        .flatMap(before::findTable)
        .filter(t -> t.options().containsKey(TableOptions.PARTITION_OF))
        .isPresent();
  }

  @Override
  public List<Statement> visit(RenameIndex operation) {
    return List.of(rename("INDEX ", operation.from(), operation.to()));
  }

  /** Gives a thing that has a statement of its own for it another name. */
  final Statement rename(String kind, ObjectName from, String to) {
    return statement(
        "ALTER " + kind + words.quote(from) + " RENAME TO " + words.quote(to), Lock.NONE);
  }
}
