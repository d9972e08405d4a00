package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Refused;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.Step;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Withheld is what a trial cannot do as an apply would, because it is one transaction: what can be
 * done otherwise is, and what cannot is passed over where it is in a file, and refused where
 * somebody typed it.
 */
final class Withheld {
  private final Dialect dialect;

  Withheld(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Part is what a trial does of some operations.
   *
   * @param notices in what that differs
   */
  record Part(List<Step> steps, List<String> notices) {}

  /** What is in a pending migration that a trial does otherwise or not at all. */
  List<String> notices(Migration migration) {
    return from(new Tried.Written(migration, 0, migration.up().size())).notices();
  }

  /**
   * What a trial does of it.
   *
   * @throws Refused if somebody typed what it cannot do
   */
  Part from(Tried what) {
    List<Step> steps = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    for (Step step : what.operations()) {
      if (!step.isFor(dialect.product())) {
        continue;
      }
      Operation operation = step.operation();
      if (isAlone(step)) {
        String why = "cannot run in a transaction, and a trial is one: " + operation.describe();
        if (what.isNew()) {
          throw new Refused("This " + why + ". Put it into a migration, and apply that");
        }
        notices.add("passed over, for it " + why);
        continue;
      }
      difference(operation).ifPresent(notices::add);
      steps.add(new Step(inTransaction(operation), step.at(), step.only(), step.code()));
    }
    return new Part(steps, notices);
  }

  private boolean isAlone(Step step) {
    if (!(step.operation() instanceof RawSql)) {
      return false;
    }
    try {
      return !dialect.statements(List.of(step), Schema.EMPTY.opened()).stream()
          .allMatch(Statement::transactional);
    } catch (SchemaMistake told) {
      return false;
    }
  }

  private static Operation inTransaction(Operation operation) {
    if (operation instanceof CreateIndex create) {
      return new CreateIndex(create.table(), create.index(), false);
    }
    return operation instanceof DropIndex drop ? new DropIndex(drop.index(), false) : operation;
  }

  private Optional<String> difference(Operation operation) {
    boolean concurrently =
        (operation instanceof CreateIndex create && create.concurrently())
            || (operation instanceof DropIndex drop && drop.concurrently());
    if (concurrently) {
      return Optional.of(operation.describe() + ": others have to wait meanwhile, unlike in apply");
    }
    if (operation instanceof Backfill) {
      return Optional.of(operation.describe() + ": in one go here, in batches in apply");
    }
    return operation instanceof AddEnumValue
        ? Optional.of(
            operation.describe()
                + ": some versions of databases do not let it be used before it is committed")
        : Optional.empty();
  }
}
