package dev.garganey;

import dev.garganey.compare.Comparison;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Difference;
import dev.garganey.diff.Question;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Canonical;
import dev.garganey.scratch.Scratch;
import dev.garganey.script.OperationRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rehearsal applies migrations one after the other on a throwaway database, each planned for what
 * is there by then, and undoes them.
 */
final class Rehearsal implements AutoCloseable {
  private final Dialect dialect;
  private final Scratch scratch;
  private final Comparison comparison;
  private final Planner planner;
  private Schema known = Schema.EMPTY;

  private Rehearsal(Dialect dialect, Scratch scratch, Comparison comparison) {
    this.dialect = dialect;
    this.scratch = scratch;
    this.comparison = comparison;
    this.planner = new Planner(dialect);
  }

  static Rehearsal open(Configuration configuration, Dialect dialect) {
    return new Rehearsal(
        dialect,
        Scratch.open(dialect, configuration.target()),
        new Comparison(dialect, new Canonical(dialect, configuration.target())));
  }

  /** Makes the database empty again. */
  void clear() {
    scratch.clear();
    known = Schema.EMPTY;
  }

  /**
   * Applies one.
   *
   * @throws dev.garganey.execute.ScratchFailed if a statement is refused
   * @throws dev.garganey.plan.PlanMistakes if it does not fit what is there
   */
  MigrationPlan apply(Migration migration) {
    MigrationPlan plan = planner.up(migration, known);
    scratch.run(plan);
    known = told(plan.after().schema());
    return plan;
  }

  /** Applies several in a row. */
  void apply(List<Migration> migrations) {
    migrations.forEach(this::apply);
  }

  /** Undoes the one that was applied last; afterwards only {@link #clear} goes on from there. */
  void undo(MigrationPlan applied) {
    scratch.run(
        planner.down(applied.id(), applied.file(), applied.inverse(), true, known, Set.of()));
  }

  /** Goes on from a schema that is there again. */
  void resume(Schema before) {
    known = before;
  }

  /** The schema by all that is known of it. */
  Schema known() {
    return known;
  }

  /** The schema as the catalogue tells it. */
  Schema inspect() {
    return scratch.inspect();
  }

  /** What is in the tables. */
  Rows rows() {
    return scratch.query(connection -> Rows.read(connection, dialect, known));
  }

  private Schema told(Schema folded) {
    return folded.isOpen() ? dialect.reconcile(folded, scratch.inspect()) : folded;
  }

  /** What would have to be done to get from one to the other, in the words of a script. */
  List<String> difference(Schema found, Schema wanted) {
    Difference left = difference(found, wanted, Answers.UNASKED);
    List<String> lines = new ArrayList<>();
    left.operations().forEach(o -> OperationRenderer.operation(o).lines().forEach(lines::add));
    lines.addAll(left.refusals());
    left.questions().stream().map(Question::text).forEach(lines::add);
    return lines;
  }

  /** The same as operations, with what must be asked. */
  Difference difference(Schema found, Schema wanted, Answers answers) {
    return comparison.between(found, wanted, answers);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
