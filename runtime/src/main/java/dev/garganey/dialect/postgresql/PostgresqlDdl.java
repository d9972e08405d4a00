package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.StandardDdl;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Function;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Step;
import dev.garganey.operation.ValidateConstraint;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgresqlDdl renders one step for PostgreSQL. */
final class PostgresqlDdl extends StandardDdl {
  private final PostgresqlSql words;

  PostgresqlDdl(Dialect dialect, PostgresqlSql words, Step step, Schema before) {
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
    Map<String, String> rest = new java.util.TreeMap<>(options);
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
    Map<String, String> changed = new java.util.TreeMap<>(wanted);
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
    if (!operation.concurrently()) {
      return super.visit(operation);
    }
    String name = words.quote(operation.index());
    return List.of(
        statement("DROP INDEX CONCURRENTLY " + name, Lock.NONE)
            .alone(Optional.of(Probes.indexDropped(name))));
  }

  @Override
  public List<Statement> visit(RenameIndex operation) {
    return List.of(rename("INDEX ", operation.from(), operation.to()));
  }

  private Statement rename(String kind, ObjectName from, String to) {
    return statement(
        "ALTER " + kind + words.quote(from) + " RENAME TO " + words.quote(to), Lock.NONE);
  }

  // Views and triggers.

  /** The server keeps the columns' names and order when it replaces a plain view. */
  @Override
  public List<Statement> visit(ReplaceView operation) {
    View view = operation.view();
    Optional<View> old = before.findView(view.name());
    List<Statement> all = new ArrayList<>();
    boolean wasStored = old.map(View::materialized).orElse(false);
    if (!view.materialized() && !wasStored) {
      all.add(statement(words.createView(view, "CREATE OR REPLACE"), Lock.everything(view.name())));
      if (!view.comment().equals(old.flatMap(View::comment))) {
        all.add(comment(CommentTarget.VIEW, view.name(), Optional.empty(), view.comment()));
      }
      return all;
    }
    if (old.isPresent() || before.isOpen()) {
      String word = wasStored || old.isEmpty() ? "MATERIALIZED VIEW " : "VIEW ";
      all.add(
          statement(
              "DROP " + word + (old.isEmpty() ? "IF EXISTS " : "") + words.quote(view.name()),
              Lock.everything(view.name())));
    }
    all.addAll(newView(view.withTriggers(old.map(View::triggers).orElse(view.triggers()))));
    before
        .partsOf(ObjectRef.view(view.name()))
        .forEach(part -> all.addAll(verbatim(part.create())));
    return all;
  }

  @Override
  public List<Statement> visit(RefreshView operation) {
    return List.of(
        statement(
            "REFRESH MATERIALIZED VIEW "
                + (operation.concurrently() ? "CONCURRENTLY " : "")
                + words.quote(operation.view()),
            operation.concurrently()
                ? Lock.writes(operation.view())
                : Lock.everything(operation.view())));
  }

  @Override
  public List<Statement> visit(RenameView operation) {
    return List.of(rename(viewWord(operation.from()), operation.from(), operation.to()));
  }

  @Override
  protected List<Statement> trigger(ObjectName owner, Trigger trigger, String reason) {
    List<Statement> all = new ArrayList<>(super.trigger(owner, trigger, reason));
    trigger
        .comment()
        .ifPresent(
            text ->
                all.add(
                    statement(
                        "COMMENT ON TRIGGER "
                            + words.quote(trigger.name())
                            + " ON "
                            + words.quote(owner)
                            + " IS "
                            + words.text(text),
                        "comment on trigger " + trigger.name(),
                        Lock.NONE)));
    return all;
  }

  // Sequences, types, extensions, functions.

  @Override
  protected String sequenceTail(Sequence sequence) {
    return sequence.ownedBy().map(this::ownedBy).orElse("");
  }

  private String ownedBy(dev.garganey.model.ColumnRef column) {
    return " OWNED BY " + words.quote(column.table()) + "." + words.quote(column.column());
  }

  @Override
  public List<Statement> visit(AlterSequence operation) {
    String alter = "ALTER SEQUENCE " + words.quote(operation.sequence());
    List<Statement> all = new ArrayList<>();
    before
        .findSequence(operation.sequence())
        .ifPresent(old -> narrowing(old, operation).forEach(t -> all.add(statement(t, Lock.NONE))));
    all.add(
        statement(
            alter
                + operation.type().map(t -> " AS " + words.type(t)).orElse("")
                + ColumnAlteration.options(operation.options(), "")
                + operation.ownedBy().map(this::ownedBy).orElse(" OWNED BY NONE"),
            Lock.NONE));
    return all;
  }

  /** What goes before a change that leaves numbers out. */
  private List<String> narrowing(Sequence old, AlterSequence operation) {
    ColumnType was = old.type().orElseGet(ColumnType.BigInt::new);
    ColumnType type = operation.type().orElse(was);
    SequenceChange change = new SequenceChange(old.options(), was, operation.options(), type);
    if (!change.narrows()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    String name = words.quote(operation.sequence());
    change
        .widened("")
        .ifPresent(
            bounds ->
                texts.add(
                    "ALTER SEQUENCE "
                        + name
                        + " AS "
                        + words.type(SequenceChange.wider(was, type))
                        + bounds));
    texts.add(change.restarted(words.text(name) + "::regclass"));
    return texts;
  }

  @Override
  public List<Statement> visit(AlterDomain operation) {
    return new DomainChange(words, before.findDomain(operation.domain().name()), operation.domain())
        .statements().stream().map(text -> statement(text, Lock.NONE)).toList();
  }

  @Override
  public List<Statement> visit(RenameSequence operation) {
    return List.of(rename("SEQUENCE ", operation.from(), operation.to()));
  }

  /**
   * A stage of its own: the value may be added in a transaction, but until that commits nothing can
   * use it (PostgreSQL manual, "ALTER TYPE"), so the next insert of the same migration would fail.
   */
  @Override
  public List<Statement> visit(AddEnumValue operation) {
    String type = words.quote(operation.name());
    String value = words.text(operation.value());
    return List.of(
        statement(
                "ALTER TYPE "
                    + type
                    + " ADD VALUE "
                    + value
                    + operation.before().map(b -> " BEFORE " + words.text(b)).orElse("")
                    + operation.after().map(a -> " AFTER " + words.text(a)).orElse(""),
                Lock.NONE)
            .alone(Optional.of(Probes.enumValue(type, value))));
  }

  @Override
  public List<Statement> visit(RenameEnum operation) {
    return List.of(rename("TYPE ", operation.from(), operation.to()));
  }

  @Override
  public List<Statement> visit(RenameEnumValue operation) {
    return List.of(
        statement(
            "ALTER TYPE "
                + words.quote(operation.name())
                + " RENAME VALUE "
                + words.text(operation.from())
                + " TO "
                + words.text(operation.to()),
            Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateExtension operation) {
    return List.of(
        statement(
            "CREATE EXTENSION "
                + words.quote(operation.extension().name())
                + operation.extension().schema().map(s -> " SCHEMA " + words.quote(s)).orElse("")
                + operation.extension().version().map(v -> " VERSION " + words.text(v)).orElse(""),
            Lock.NONE));
  }

  @Override
  public List<Statement> visit(DropExtension operation) {
    return List.of(statement("DROP EXTENSION " + words.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateFunction operation) {
    Function function = operation.function();
    List<Statement> all = new ArrayList<>();
    if (operation.unchecked()) {
      all.add(checkBodies("off"));
    }
    all.addAll(super.visit(operation));
    if (operation.unchecked()) {
      all.add(checkBodies("on"));
    }
    Optional<String> old = before.findFunction(function.signature()).flatMap(Function::comment);
    if (!old.equals(function.comment())) {
      all.add(
          statement(
              "COMMENT ON "
                  + signature(function.kind(), function.name(), function.arguments())
                  + " IS "
                  + function.comment().map(words::text).orElse("NULL"),
              "comment on " + function.signature(),
              Lock.NONE));
    }
    return all;
  }

  private Statement checkBodies(String state) {
    return statement("SET LOCAL check_function_bodies = " + state, Lock.NONE);
  }

  @Override
  public List<Statement> visit(DropFunction operation) {
    return List.of(
        statement(
            "DROP " + signature(operation.kind(), operation.name(), operation.arguments()),
            Lock.NONE));
  }

  private String signature(String kind, ObjectName name, String arguments) {
    return kind
        + " "
        + words.quote(name)
        + "("
        + FunctionArguments.withoutDefaults(arguments)
        + ")";
  }

  // Raw SQL.

  /**
   * Raw SQL as it is, outside of a transaction where it must be.
   *
   * @throws SchemaMistake if it opens or ends a transaction
   */
  @Override
  public List<Statement> visit(RawSql operation) {
    RawStatement.Reading reading = RawStatement.read(operation.sql());
    Statement statement = statement(operation.sql(), Lock.NONE);
    return List.of(reading.transactional() ? statement : statement.alone(reading.probe()));
  }
}
