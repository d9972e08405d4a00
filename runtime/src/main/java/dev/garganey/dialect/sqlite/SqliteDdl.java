package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.StandardDdl;
import dev.garganey.dialect.StandardSql;
import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
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
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.Step;
import dev.garganey.operation.ValidateConstraint;
import dev.garganey.plan.Action;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.HazardKind;
import dev.garganey.plan.Lock;
import dev.garganey.plan.RawLoss;
import dev.garganey.plan.RawLosses;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SqliteDdl renders one step that SQLite can carry out in place. */
final class SqliteDdl extends StandardDdl {
  private final SqliteSql dialectSql;

  SqliteDdl(Dialect dialect, SqliteSql sql, Step step, Schema before) {
    super(dialect, sql, step, before);
    this.dialectSql = sql;
  }

  /** Whoever writes keeps every other writer waiting; SQLite, "File Locking And Concurrency". */
  @Override
  protected Lock lock(Lock lock) {
    return Lock.DATABASE;
  }

  @Override
  protected String cascade(boolean cascade) {
    return "";
  }

  @Override
  public List<Statement> visit(CreateTable operation) {
    Schema after = after(step, before);
    Table table = SqliteLowering.table(operation.table(), after);
    List<Statement> all = new ArrayList<>(super.visit(new CreateTable(table)));
    operation.table().columns().forEach(this::requireCountingByOne);
    operation.table().columns().stream()
        .flatMap(c -> c.identity().stream())
        .flatMap(i -> i.options().start().stream())
        .filter(start -> start > 1)
        .forEach(
            start ->
                all.add(
                    statement(
                        "INSERT INTO sqlite_sequence (name, seq) VALUES ("
                            + sql.text(table.name().name())
                            + ", "
                            + (start - 1)
                            + ")",
                        "let the numbers of " + table.name() + " begin at " + start,
                        Lock.DATABASE)));
    return all;
  }

  private void requireCountingByOne(Column column) {
    column
        .identity()
        .map(Identity::options)
        .filter(o -> o.increment().orElse(1L) != 1 || o.cycle())
        .ifPresent(
            o -> {
              throw unsupported(
                  "identity that counts otherwise than by one",
                  "leave the increment of `" + column.name() + "` out");
            });
  }

  private Statement expectNone(String query, String failure, String reason) {
    return Statement.of(new Action.ExpectNone(query, failure), reason, step.at(), Lock.DATABASE);
  }

  /** An enum column brings its check along. */
  @Override
  public List<Statement> visit(AddColumn operation) {
    Schema after = after(step, before);
    Column column = operation.column();
    Column lowered =
        after
            .findTable(operation.table())
            .map(t -> SqliteLowering.table(t, after).column(column.name()))
            .orElse(column);
    return List.of(
        statement(
            alterTable(operation.table())
                + "ADD COLUMN "
                + sql.column(lowered)
                + SqliteLowering.enumCheck(column, after)
                    .map(c -> " " + sql.constraint(c))
                    .orElse(""),
            Lock.DATABASE));
  }

  /**
   * DROP TABLE deletes the rows first, which would cascade (SQLite, "Foreign Key Support", 5): so
   * foreign keys are off, and afterwards nothing may refer to the table.
   */
  @Override
  public List<Statement> visit(DropTable operation) {
    ObjectName table = operation.table();
    List<Statement> all = new ArrayList<>(super.visit(operation));
    all.add(
        expectNone(
            "SELECT v.\"table\" FROM "
                + ForeignKeyCheck.of(Optional.empty())
                + " WHERE v.parent = "
                + sql.text(table.name())
                + " COLLATE NOCASE LIMIT 1",
            "Rows of another table refer to `"
                + table
                + "`; delete them or their foreign key first",
            "look whether anything referred to " + table));
    for (SqliteRebuild.Check check : Dependants.ofTable(dialectSql, before, table)) {
      all.add(Statement.of(check.action(), check.reason(), step.at(), Lock.DATABASE));
    }
    return all.stream().map(Statement::withForeignKeysSuspended).toList();
  }

  @Override
  public List<Statement> visit(AlterColumn operation) {
    List<Statement> all = new ArrayList<>();
    Optional<Column> old =
        before.findTable(operation.table()).flatMap(t -> t.findColumn(operation.column()));
    boolean nullable = old.map(Column::nullable).orElse(true);
    for (ColumnChange change : operation.changes()) {
      if (change instanceof ColumnChange.Nullable wanted
          && (old.isEmpty() || wanted.nullable() != nullable)) {
        all.addAll(nullability(operation, wanted.nullable()));
        nullable = wanted.nullable();
      }
    }
    return all;
  }

  private List<Statement> nullability(AlterColumn operation, boolean nullable) {
    String column = sql.quote(operation.column());
    Statement change =
        statement(
            alterTable(operation.table())
                + "ALTER COLUMN "
                + column
                + (nullable ? " DROP" : " SET")
                + " NOT NULL",
            Lock.DATABASE);
    String name = operation.table() + "." + operation.column();
    return nullable
        ? List.of(change)
        : List.of(
            expectNone(
                "SELECT 'a row' FROM "
                    + sql.quote(operation.table())
                    + " WHERE "
                    + column
                    + " IS NULL LIMIT 1",
                "`"
                    + name
                    + "` cannot become NOT NULL, because a row has NULL there; update those rows"
                    + " first",
                "look for NULL in " + name),
            change);
  }

  /** Only checks come here; all else is a rebuild. */
  @Override
  public List<Statement> visit(AddConstraint operation) {
    List<Statement> all = new ArrayList<>();
    if (operation.constraint() instanceof Constraint.Check check) {
      all.add(
          expectNone(
              "SELECT 'a row' FROM "
                  + sql.quote(operation.table())
                  + " WHERE NOT "
                  + StandardSql.grouped(check.expression())
                  + " LIMIT 1",
              "A row of `" + operation.table() + "` does not satisfy `" + check.expression() + "`",
              "look for rows that do not satisfy the check"));
    }
    all.addAll(super.visit(operation));
    return all;
  }

  @Override
  public List<Statement> visit(DropConstraint operation) {
    return List.of(
        statement(
            alterTable(operation.table())
                + "DROP CONSTRAINT "
                + sql.quote(constraintName(operation.table(), operation.constraint())),
            Lock.DATABASE));
  }

  /** Every constraint has been checked when it was added. */
  @Override
  public List<Statement> visit(ValidateConstraint operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(RenameIndex operation) {
    Index index = before.index(operation.from());
    ObjectName owner = before.ownerOfIndex(operation.from()).orElseThrow();
    return List.of(
        statement("DROP INDEX " + sql.quote(operation.from()), Lock.DATABASE),
        statement(sql.createIndex(owner, index.withName(operation.to()), ""), Lock.DATABASE));
  }

  @Override
  public List<Statement> visit(ReplaceView operation) {
    List<Statement> all = new ArrayList<>();
    View view = operation.view();
    if (before.isOpen() || before.findView(view.name()).isPresent()) {
      all.add(statement("DROP VIEW IF EXISTS " + sql.quote(view.name()), Lock.DATABASE));
    }
    List<Trigger> kept = before.findView(view.name()).map(View::triggers).orElse(view.triggers());
    all.addAll(newView(view.withTriggers(kept)));
    return all;
  }

  @Override
  public List<Statement> visit(RenameView operation) {
    View old = before.view(operation.from());
    View renamed = old.withName(operation.from().sibling(operation.to()));
    List<Statement> all = new ArrayList<>();
    all.add(statement("DROP VIEW " + sql.quote(operation.from()), Lock.DATABASE));
    all.addAll(
        newView(
            renamed.withTriggers(
                old.triggers().stream()
                    .map(
                        t ->
                            new Trigger(
                                t.name(),
                                TriggerText.on(t.definition(), sql.quote(renamed.name())),
                                t.constraint(),
                                t.comment()))
                    .toList())));
    return all;
  }

  @Override
  public List<Statement> visit(DropTrigger operation) {
    return List.of(statement("DROP TRIGGER " + sql.quote(operation.trigger()), Lock.DATABASE));
  }

  @Override
  protected List<Hazard> hazards() {
    return SqliteHazards.of(step.operation(), before);
  }

  @Override
  public List<Statement> visit(RawSql operation) {
    SqliteRawSql raw = SqliteRawSql.of(operation);
    Statement statement = raw.classify(statement(operation.sql(), Lock.DATABASE));
    List<Statement> all = new ArrayList<>();
    for (RawLoss loss : RawLosses.of(operation.sql(), dialect)) {
      if (loss.kind() == HazardKind.DROPS_TABLE && loss.table().schema().isEmpty()) {
        new ImplicitDelete(sql, before, loss.table().name())
            .check()
            .ifPresent(
                check -> all.add(statement(check, "look for rows that go with it", Lock.DATABASE)));
      }
    }
    all.add(statement);
    return all;
  }

  // What history alone keeps: SQLite has no comments and no enums.

  @Override
  public List<Statement> visit(SetComment operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(CreateEnum operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(DropEnum operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(RenameEnum operation) {
    return List.of();
  }

  // What is a rebuild wherever it changes anything, and so never comes here.

  @Override
  public List<Statement> visit(AddEnumValue operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(RenameEnumValue operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(RenameConstraint operation) {
    return List.of();
  }

  @Override
  public List<Statement> visit(SetTableOptions operation) {
    return List.of();
  }

  // What SQLite does not have.

  @Override
  public List<Statement> visit(RefreshView operation) {
    throw unsupported("materialized views", "there is nothing to refresh");
  }

  @Override
  public List<Statement> visit(AlterDomain operation) {
    throw unsupported("domains", "put the rule into a check of the column");
  }

  @Override
  public List<Statement> visit(AlterSequence operation) {
    throw unsupported("sequences", "use an identity column");
  }

  @Override
  public List<Statement> visit(RenameSequence operation) {
    throw unsupported("sequences", "use an identity column");
  }

  @Override
  public List<Statement> visit(CreateExtension operation) {
    throw unsupported("extensions", "put it into only … { } for the product that has it");
  }

  @Override
  public List<Statement> visit(DropExtension operation) {
    throw unsupported("extensions", "put it into only … { } for the product that has it");
  }

  @Override
  public List<Statement> visit(DropFunction operation) {
    throw unsupported("stored functions", "put it into only … { } for the product that has it");
  }
}
