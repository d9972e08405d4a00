package dev.garganey.dialect;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Function;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.OperationVisitor;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import dev.garganey.plan.Action;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.Hazards;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * StandardDdl renders one step as statements of standard SQL. A product's own class inherits what
 * fits, overrides what differs, and must say what it does about operations that no standard covers;
 * those are missing here, so the compiler names them.
 */
public abstract class StandardDdl implements OperationVisitor<List<Statement>> {
  private final Dialect dialect;

  protected final StandardSql sql;
  protected final Step step;

  /** The schema that the step is applied to; where it is open, objects may be missing in it. */
  protected final Schema before;

  private final DataStatements data;

  protected StandardDdl(Dialect dialect, StandardSql sql, Step step, Schema before) {
    this.dialect = dialect;
    this.sql = sql;
    this.step = step;
    this.before = before;
    this.data = new DataStatements(sql, before);
  }

  /** The statements of the step, its hazards on the first of them. */
  public final List<Statement> statements() {
    return marked(step.operation().accept(this), Hazards.of(step.operation(), before));
  }

  /** The same statements with hazards on the first. */
  public static List<Statement> marked(List<Statement> statements, List<Hazard> hazards) {
    if (statements.isEmpty() || hazards.isEmpty()) {
      return statements;
    }
    List<Statement> marked = new ArrayList<>(statements);
    marked.set(0, marked.get(0).withHazards(hazards));
    return marked;
  }

  /**
   * The schema after a step. Where raw SQL made what the step is about, there is nothing to check
   * it against: then the schema stays as it is.
   */
  public static Schema after(Step step, Schema before) {
    try {
      return step.operation().applyTo(before);
    } catch (SchemaMistake mistake) {
      if (before.isOpen()) {
        return before;
      }
      throw mistake;
    }
  }

  /** The lock that the product takes where the standard rendering would name {@code lock}. */
  protected Lock lock(Lock lock) {
    return lock;
  }

  /** A statement of this step, for the reason that its operation gives. */
  protected Statement statement(String text, Lock lock) {
    return statement(text, step.operation().describe(), lock);
  }

  protected Statement statement(String text, String reason, Lock lock) {
    return statement(new Action.Sql(text), reason, lock);
  }

  private Statement statement(Action action, String reason, Lock lock) {
    return Statement.of(action, reason, step.at(), lock(lock));
  }

  /** Says that the product has no such thing, and what to do instead. */
  protected UnsupportedByProduct unsupported(String what, String remedy) {
    return new UnsupportedByProduct(dialect.product(), what, remedy);
  }

  private void require(Capability capability, String what, String remedy) {
    if (!dialect.capabilities().contains(capability)) {
      throw unsupported(what, remedy);
    }
  }

  private void requireSequences() {
    require(Capability.SEQUENCES, "sequences", "use an identity column");
  }

  private void requireEnums() {
    require(Capability.ENUMS, "enum types", "use text with a check of its values");
  }

  private void requireDomains() {
    require(Capability.DOMAINS, "domains", "use the plain type with a check");
  }

  private void requireSchemas() {
    require(Capability.SCHEMAS, "schemas", "put the schema's name in front of the table's");
  }

  private void requireMaterialized(View view) {
    if (view.materialized()) {
      require(
          Capability.MATERIALIZED_VIEWS,
          "materialized views",
          "use a plain view, or a table that a trigger fills");
    }
  }

  /** {@code ALTER TABLE name} and a blank. */
  protected String alterTable(ObjectName table) {
    return "ALTER TABLE " + sql.quote(table) + " ";
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

  /** {@code VIEW} or {@code MATERIALIZED VIEW} and a blank, as is known of the view. */
  protected String viewWord(ObjectName view) {
    return viewWord(before.findView(view).map(View::materialized).orElse(false));
  }

  private static String viewWord(boolean materialized) {
    return materialized ? "MATERIALIZED VIEW " : "VIEW ";
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

  // Schemas, sequences, types, functions.

  @Override
  public List<Statement> visit(CreateSchema operation) {
    requireSchemas();
    return List.of(statement("CREATE SCHEMA " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(DropSchema operation) {
    requireSchemas();
    return List.of(statement("DROP SCHEMA " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateSequence operation) {
    requireSequences();
    Sequence sequence = operation.sequence();
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            "CREATE SEQUENCE "
                + sql.quote(sequence.name())
                + sequence.type().map(t -> " AS " + sql.type(t)).orElse("")
                + sql.sequenceOptions(sequence.options())
                + sequenceTail(sequence),
            Lock.NONE));
    all.addAll(
        newComment(CommentTarget.SEQUENCE, sequence.name(), Optional.empty(), sequence.comment()));
    return all;
  }

  /** What follows the options of a new sequence, after a blank. */
  protected String sequenceTail(Sequence sequence) {
    return "";
  }

  @Override
  public List<Statement> visit(DropSequence operation) {
    requireSequences();
    return List.of(statement("DROP SEQUENCE " + sql.quote(operation.sequence()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateEnum operation) {
    requireEnums();
    EnumType type = operation.type();
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            "CREATE TYPE "
                + sql.quote(type.name())
                + " AS ENUM ("
                + type.values().stream().map(sql::text).collect(Collectors.joining(", "))
                + ")",
            Lock.NONE));
    all.addAll(newComment(CommentTarget.ENUM, type.name(), Optional.empty(), type.comment()));
    return all;
  }

  @Override
  public List<Statement> visit(DropEnum operation) {
    requireEnums();
    return List.of(statement("DROP TYPE " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateDomain operation) {
    requireDomains();
    Domain domain = operation.domain();
    List<Statement> all = new ArrayList<>();
    all.add(
        statement(
            "CREATE DOMAIN "
                + sql.quote(domain.name())
                + " AS "
                + sql.type(domain.type())
                + domain.collation().map(sql::collationClause).orElse("")
                + domain.defaultValue().map(sql::defaultClause).orElse("")
                + (domain.nullable() ? "" : " NOT NULL")
                + domain.checks().stream()
                    .map(c -> " " + sql.constraint(c))
                    .collect(Collectors.joining()),
            Lock.NONE));
    all.addAll(newComment(CommentTarget.DOMAIN, domain.name(), Optional.empty(), domain.comment()));
    return all;
  }

  @Override
  public List<Statement> visit(DropDomain operation) {
    requireDomains();
    return List.of(statement("DROP DOMAIN " + sql.quote(operation.name()), Lock.NONE));
  }

  @Override
  public List<Statement> visit(CreateFunction operation) {
    require(
        Capability.FUNCTIONS, "stored functions", "put the code into a trigger or a data block");
    Function function = operation.function();
    return List.of(
        statement(
            (operation.replace() ? "CREATE OR REPLACE " : "CREATE ")
                + function.kind()
                + " "
                + sql.quote(function.name())
                + "("
                + function.arguments()
                + ") "
                + function.definition(),
            Lock.NONE));
  }

  // Comments.

  @Override
  public List<Statement> visit(SetComment operation) {
    require(Capability.COMMENTS, "comments on objects", "write it into the script, or use only(…)");
    return List.of(
        comment(operation.target(), operation.name(), operation.column(), operation.comment()));
  }

  /**
   * The comment of a new object; a product without comments leaves it out, as {@code lower} does.
   */
  protected List<Statement> newComment(
      CommentTarget target, ObjectName name, Optional<String> column, Optional<String> comment) {
    return comment.isEmpty() || !dialect.capabilities().contains(Capability.COMMENTS)
        ? List.of()
        : List.of(comment(target, name, column, comment));
  }

  /** COMMENT ON. */
  protected Statement comment(
      CommentTarget target, ObjectName name, Optional<String> column, Optional<String> comment) {
    return statement(
        "COMMENT ON "
            + commentWord(target, name)
            + sql.quote(name)
            + column.map(c -> "." + sql.quote(c)).orElse("")
            + " IS "
            + comment.map(sql::text).orElse("NULL"),
        new SetComment(target, name, column, comment).describe(),
        Lock.NONE);
  }

  private String commentWord(CommentTarget target, ObjectName name) {
    return switch (target) {
      case TABLE -> "TABLE ";
      case COLUMN -> "COLUMN ";
      case VIEW -> commentedView(name);
      case INDEX -> "INDEX ";
      case SEQUENCE -> "SEQUENCE ";
      case ENUM -> "TYPE ";
      case DOMAIN -> "DOMAIN ";
    };
  }

  private String commentedView(ObjectName name) {
    if (step.operation() instanceof CreateView created) {
      return viewWord(created.view().materialized());
    }
    if (step.operation() instanceof ReplaceView replaced) {
      return viewWord(replaced.view().materialized());
    }
    return viewWord(name);
  }

  // Rows and code.

  @Override
  public List<Statement> visit(Insert operation) {
    return data.insert(operation).stream()
        .map(text -> statement(text, Lock.rows(operation.table())))
        .toList();
  }

  @Override
  public List<Statement> visit(Update operation) {
    return List.of(statement(data.update(operation), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(Delete operation) {
    return List.of(statement(data.delete(operation), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(Backfill operation) {
    return List.of(
        statement(data.backfill(operation), operation.describe(), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(LoadCsv operation) {
    return List.of(
        statement(data.load(operation), operation.describe(), Lock.rows(operation.table())));
  }

  @Override
  public List<Statement> visit(RunCode operation) {
    return List.of(
        statement(
            new Action.Code(operation.source(), step.code()), operation.describe(), Lock.NONE));
  }

  @Override
  public List<Statement> visit(RawSql operation) {
    return List.of(statement(operation.sql(), Lock.NONE));
  }
}
