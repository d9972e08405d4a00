package dev.garganey.dialect;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.OperationVisitor;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.Step;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** StandardTables renders the operations on tables, their parts, and views. */
abstract class StandardTables extends RenderedStep implements OperationVisitor<List<Statement>> {
  StandardTables(Dialect dialect, StandardSql sql, Step step, Schema before) {
    super(dialect, sql, step, before);
  }

  @Override
  final OperationVisitor<List<Statement>> visitor() {
    return this;
  }

  private void requireMaterialized(View view) {
    if (view.materialized()) {
      require(
          Capability.MATERIALIZED_VIEWS,
          "materialized views",
          "use a plain view, or a table that a trigger fills");
    }
  }

  // Tables and columns.

  @Override
  public List<Statement> visit(CreateTable operation) {
    Table table = operation.table();
    List<Statement> all = new ArrayList<>();
    all.add(statement(sql.createTable(table), Lock.NONE));
    all.addAll(indexes(table.name(), table.indexes()));
    all.addAll(triggers(table.name(), table.triggers()));
    all.addAll(newComment(CommentTarget.TABLE, table.name(), Optional.empty(), table.comment()));
    table
        .columns()
        .forEach(
            c ->
                all.addAll(
                    newComment(
                        CommentTarget.COLUMN, table.name(), Optional.of(c.name()), c.comment())));
    return all;
  }

  /** The statements that create these indexes of a new table or view. */
  protected List<Statement> indexes(ObjectName owner, List<Index> indexes) {
    List<Statement> all = new ArrayList<>();
    for (Index index : indexes) {
      all.add(
          statement(
              sql.createIndex(owner, index, ""),
              "create index " + index.name() + " on " + owner,
              Lock.writes(owner)));
      all.addAll(indexComment(owner, index));
    }
    return all;
  }

  private List<Statement> indexComment(ObjectName owner, Index index) {
    return newComment(
        CommentTarget.INDEX, owner.sibling(index.name()), Optional.empty(), index.comment());
  }

  /** The statements that create these triggers of a new table or view. */
  protected List<Statement> triggers(ObjectName owner, List<Trigger> triggers) {
    List<Statement> all = new ArrayList<>();
    for (Trigger trigger : triggers) {
      all.addAll(trigger(owner, trigger, "create trigger " + trigger.name() + " on " + owner));
    }
    return all;
  }

  /** The statements that create one trigger, with whatever belongs to it. */
  protected List<Statement> trigger(ObjectName owner, Trigger trigger, String reason) {
    return List.of(statement(sql.createTrigger(trigger), reason, Lock.writes(owner)));
  }

  @Override
  public List<Statement> visit(DropTable operation) {
    return List.of(
        statement(
            "DROP TABLE " + sql.quote(operation.table()) + cascade(operation.cascade()),
            Lock.everything(operation.table())));
  }

  /** The word CASCADE after a blank, or nothing. */
  protected String cascade(boolean cascade) {
    return cascade ? " CASCADE" : "";
  }

  @Override
  public List<Statement> visit(RenameTable operation) {
    return List.of(
        statement(
            alterTable(operation.from()) + "RENAME TO " + sql.quote(operation.to()),
            Lock.everything(operation.from())));
  }

  @Override
  public List<Statement> visit(AddColumn operation) {
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            alterTable(operation.table()) + "ADD COLUMN " + sql.column(operation.column()),
            Lock.everything(operation.table())));
    all.addAll(
        newComment(
            CommentTarget.COLUMN,
            operation.table(),
            Optional.of(operation.column().name()),
            operation.column().comment()));
    return all;
  }

  @Override
  public List<Statement> visit(DropColumn operation) {
    return List.of(
        statement(
            alterTable(operation.table())
                + "DROP COLUMN "
                + sql.quote(operation.column())
                + cascade(operation.cascade()),
            Lock.everything(operation.table())));
  }

  @Override
  public List<Statement> visit(RenameColumn operation) {
    return List.of(
        statement(
            alterTable(operation.table())
                + "RENAME COLUMN "
                + sql.quote(operation.from())
                + " TO "
                + sql.quote(operation.to()),
            Lock.everything(operation.table())));
  }

  // Constraints and indexes.

  @Override
  public List<Statement> visit(AddConstraint operation) {
    if (operation.constraint() instanceof Constraint.Exclusion) {
      require(
          Capability.EXCLUSION_CONSTRAINTS,
          "exclusion constraints",
          "guard the rows with a trigger");
    }
    return List.of(
        statement(
            alterTable(operation.table()) + "ADD " + sql.constraint(operation.constraint()),
            operation.constraint() instanceof Constraint.ForeignKey
                ? Lock.writes(operation.table())
                : Lock.everything(operation.table())));
  }

  @Override
  public List<Statement> visit(DropConstraint operation) {
    return List.of(
        statement(
            alterTable(operation.table())
                + "DROP CONSTRAINT "
                + sql.quote(constraintName(operation.table(), operation.constraint()))
                + cascade(operation.cascade()),
            Lock.everything(operation.table())));
  }

  /**
   * The name of the constraint that a reference means.
   *
   * @throws UnsupportedByProduct if it has none
   */
  protected String constraintName(ObjectName table, ConstraintRef ref) {
    Optional<String> known =
        before
            .findTable(table)
            .flatMap(t -> t.findConstraint(ref))
            .flatMap(Constraint::name)
            .or(ref::name);
    return known.orElseThrow(
        () ->
            unsupported(
                "way to drop a constraint without its name",
                "name the " + ref.title() + " itself"));
  }

  @Override
  public List<Statement> visit(CreateIndex operation) {
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            sql.createIndex(operation.table(), operation.index(), ""),
            Lock.writes(operation.table())));
    all.addAll(indexComment(operation.table(), operation.index()));
    return all;
  }

  @Override
  public List<Statement> visit(DropIndex operation) {
    Lock lock = before.ownerOfIndex(operation.index()).map(Lock::everything).orElse(Lock.NONE);
    return List.of(statement("DROP INDEX " + sql.quote(operation.index()), lock));
  }

  // Views and triggers.

  @Override
  public List<Statement> visit(CreateView operation) {
    return newView(operation.view());
  }

  /** The statements that create a view with its indexes, triggers and comment. */
  protected List<Statement> newView(View view) {
    requireMaterialized(view);
    List<Statement> all = new ArrayList<>();
    all.add(statement(sql.createView(view, "CREATE"), Lock.NONE));
    all.addAll(indexes(view.name(), view.indexes()));
    all.addAll(triggers(view.name(), view.triggers()));
    all.addAll(newComment(CommentTarget.VIEW, view.name(), Optional.empty(), view.comment()));
    return all;
  }

  @Override
  public List<Statement> visit(DropView operation) {
    return List.of(
        statement(
            "DROP "
                + viewWord(operation.view())
                + sql.quote(operation.view())
                + cascade(operation.cascade()),
            Lock.everything(operation.view())));
  }

  @Override
  public List<Statement> visit(CreateTrigger operation) {
    return trigger(operation.table(), operation.trigger(), operation.describe());
  }

  @Override
  public List<Statement> visit(DropTrigger operation) {
    return List.of(
        statement(
            "DROP TRIGGER "
                + sql.quote(operation.trigger())
                + " ON "
                + sql.quote(operation.table()),
            Lock.everything(operation.table())));
  }
}
