package dev.garganey.compare;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Difference;
import dev.garganey.diff.Excerpt;
import dev.garganey.execute.GarganeyException;
import dev.garganey.execute.Refused;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.operation.Operation;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Scratch;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proof runs a migration on a throwaway database before anybody else does: it must lead to what is
 * wanted, and its inverse back to what was there.
 */
public final class Proof {
  /** Fewer tables are made sooner than it is found out which of them are needed. */
  private static final int WORTH_LEAVING_OUT = 200;

  private final Dialect dialect;
  private final ConnectionTarget near;
  private final Comparison comparison;

  private Proof(Dialect dialect, ConnectionTarget near, Comparison comparison) {
    this.dialect = dialect;
    this.near = near;
    this.comparison = comparison;
  }

  /** Proofs on databases that are made beside {@code near}. */
  public static Proof of(Dialect dialect, ConnectionTarget near, Comparison comparison) {
    return new Proof(dialect, near, comparison);
  }

  /**
   * Proves a migration.
   *
   * @param plan made for {@code from}
   * @throws Refused if it does not lead to {@code to}, or not back
   */
  public void require(Schema from, MigrationPlan plan, Schema to) {
    Set<ObjectName> aside = Excerpt.aside(from, plan.after().schema());
    if (aside.size() >= WORTH_LEAVING_OUT && holdsWithout(aside, from, plan, to)) {
      return;
    }
    prove(from, plan, to);
  }

  /**
   * Whether the proof is found without the tables that have no part in it. Where it is not, for a
   * statement may look at one of them all the same, nothing is said yet.
   */
  private boolean holdsWithout(Set<ObjectName> aside, Schema from, MigrationPlan plan, Schema to) {
    try {
      prove(Excerpt.without(from, aside), plan, Excerpt.without(to, aside));
      return true;
    } catch (GarganeyException notSo) {
      return false;
    }
  }

  private void prove(Schema from, MigrationPlan plan, Schema to) {
    try (Scratch scratch = Scratch.open(dialect, near)) {
      scratch.make(from);
      Schema before = scratch.inspect();
      scratch.run(plan);
      Schema after = scratch.inspect();
      requireSame("It does not lead to the model", after, to);
      if (plan.irreversible().isEmpty()) {
        scratch.run(
            new Planner(dialect)
                .down(
                    plan.id(),
                    plan.file(),
                    plan.inverse(),
                    true,
                    dialect.reconcile(plan.after().schema(), after),
                    Set.of()));
        requireSame("Undoing it does not lead back", scratch.inspect(), before);
      }
    }
  }

  private void requireSame(String failure, Schema found, Schema wanted) {
    Difference left = comparison.between(found, wanted, Answers.UNASKED);
    if (!left.isEmpty()) {
      throw new Refused(
          failure
              + ": on a throwaway database this was left to do. Nothing was written.\n  "
              + left.operations().stream()
                  .map(Operation::describe)
                  .collect(Collectors.joining("\n  "))
              + String.join("\n  ", left.refusals()));
    }
  }
}
