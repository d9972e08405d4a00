package dev.garganey.dialect;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.View;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Operation;
import dev.garganey.operation.OperationVisitor;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import dev.garganey.operation.Step;
import dev.garganey.plan.Action;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.Hazards;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * RenderedStep is one step on its way to statements: what its rendering needs to know, and the
 * words that all operations share.
 */
abstract class RenderedStep {
  protected final Dialect dialect;

  protected final StandardSql sql;
  protected final Step step;

  /** The schema that the step is applied to; where it is open, objects may be missing in it. */
  protected final Schema before;

  RenderedStep(Dialect dialect, StandardSql sql, Step step, Schema before) {
    this.dialect = dialect;
    this.sql = sql;
    this.step = step;
    this.before = before;
  }

  /** The statements of the step, its hazards on the first of them. */
  public final List<Statement> statements() {
    List<Statement> rendered = step.operation().accept(visitor());
    List<Hazard> hazards = new ArrayList<>();
    if (step.operation() instanceof RawSql raw) {
      hazards.addAll(Hazards.read(raw, dialect));
    }
    hazards.addAll(hazards());
    return marked(
        changesRows() ? rendered.stream().map(Statement::changingRows).toList() : rendered,
        hazards);
  }

  /** The risks of the step. */
  protected List<Hazard> hazards() {
    return Hazards.of(step.operation(), before);
  }

  private boolean changesRows() {
    Operation operation = step.operation();
    return operation.isData() || operation.isOpaque() || operation instanceof DropTable;
  }

  /** What renders each operation. */
  abstract OperationVisitor<List<Statement>> visitor();

  /** The same statements with more hazards on the first. */
  public static List<Statement> marked(List<Statement> statements, List<Hazard> hazards) {
    if (statements.isEmpty() || hazards.isEmpty()) {
      return statements;
    }
    List<Statement> marked = new ArrayList<>(statements);
    List<Hazard> all = new ArrayList<>(hazards);
    all.addAll(marked.get(0).hazards());
    marked.set(0, marked.get(0).withHazards(all));
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

  protected Statement statement(Action action, String reason, Lock lock) {
    return Statement.of(action, reason, step.at(), lock(lock));
  }

  /** Says that the product has no such thing, and what to do instead. */
  protected UnsupportedByProduct unsupported(String what, String remedy) {
    return new UnsupportedByProduct(dialect.product(), what, remedy);
  }

  /** Refuses what the product cannot do. */
  void require(Capability capability, String what, String remedy) {
    if (!dialect.capabilities().contains(capability)) {
      throw unsupported(what, remedy);
    }
  }

  /** {@code ALTER TABLE name} and a blank. */
  protected String alterTable(ObjectName table) {
    return "ALTER TABLE " + sql.quote(table) + " ";
  }

  /** {@code VIEW} or {@code MATERIALIZED VIEW} and a blank, as is known of the view. */
  protected String viewWord(ObjectName view) {
    return viewWord(before.findView(view).map(View::materialized).orElse(false));
  }

  private static String viewWord(boolean materialized) {
    return materialized ? "MATERIALIZED VIEW " : "VIEW ";
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
}
