package dev.garganey.plan;

import dev.garganey.model.Column;
import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Inverse;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * InverseDerivation finds the operations that undo a migration: the inverses of its operations,
 * last one first. Changes to data in what the migration itself made need no inverse, for undoing
 * that takes the data away.
 */
final class InverseDerivation {
  /** Result is the inverse, or the reason why there is none. */
  record Result(List<Step> steps, Optional<String> irreversible) {
    static Result of(List<Step> steps) {
      return new Result(steps, Optional.empty());
    }

    static Result none(String reason) {
      return new Result(List.of(), Optional.of(reason));
    }
  }

  private InverseDerivation() {}

  /**
   * Derives the inverse.
   *
   * @param schemas the schema before each step
   */
  static Result derive(List<Step> steps, List<Foreseen> schemas) {
    Set<ObjectName> tables = new HashSet<>();
    Set<String> columns = new HashSet<>();
    List<Step> back = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Operation operation = step.operation();
      if (confined(operation, tables, columns)) {
        continue;
      }
      if (operation instanceof CreateTable create) {
        tables.add(create.table().name());
      } else if (operation instanceof AddColumn add) {
        columns.add(key(add.table(), add.column()));
      }
      Inverse inverse;
      try {
        inverse = undone(operation, tables, columns).inverse(schemas.get(i).lookedAtBy(operation));
      } catch (MissingObject missing) {
        return Result.none(
            "raw SQL before it hides what " + operation.describe() + " would have to restore");
      }
      if (inverse.irreversible().isPresent()) {
        if (operation instanceof Insert insert && tables.contains(insert.table())) {
          // Where the row cannot be told from others, it goes with its table.
          continue;
        }
        return Result.none(step.at() + ": " + inverse.irreversible().get());
      }
      List<Operation> operations = inverse.operations();
      for (int k = operations.size() - 1; k >= 0; k--) {
        back.add(new Step(operations.get(k), step.at(), step.only(), Optional.empty()));
      }
    }
    Collections.reverse(back);
    return unrecognisable(back).map(Result::none).orElseGet(() -> Result.of(back));
  }

  /** A row that was inserted cannot be found again by a value that was dropped since. */
  private static Optional<String> unrecognisable(List<Step> back) {
    for (int i = 0; i < back.size(); i++) {
      if (back.get(i).operation() instanceof Delete delete && stays(back, i, delete.table())) {
        for (String column : delete.matching().keySet()) {
          if (Whereabouts.before(back.subList(0, i), delete.table(), column).isEmpty()) {
            return Optional.of(
                back.get(i).at()
                    + ": a row inserted into "
                    + delete.table()
                    + " is known by its "
                    + column
                    + ", which is dropped later on");
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the table is there before all steps and after them, so that its rows are too. */
  private static boolean stays(List<Step> back, int i, ObjectName table) {
    if (Whereabouts.before(back.subList(0, i), table).isEmpty()) {
      return false;
    }
    for (int k = i + 1; k < back.size(); k++) {
      boolean dropped =
          back.get(k).operation() instanceof DropTable drop
              && Whereabouts.before(back.subList(i + 1, k), drop.table())
                  .equals(Optional.of(table));
      if (dropped) {
        return false;
      }
    }
    return true;
  }

  /** The values of what the migration itself made need not come back. */
  private static Operation undone(
      Operation operation, Set<ObjectName> tables, Set<String> columns) {
    return operation instanceof AlterColumn alter
            && (tables.contains(alter.table())
                || columns.contains(alter.table() + "." + alter.column()))
        ? alter.withoutConversion()
        : operation;
  }

  private static boolean confined(
      Operation operation, Set<ObjectName> tables, Set<String> columns) {
    if (operation instanceof Update update) {
      return tables.contains(update.table()) || all(update.table(), update.set().keySet(), columns);
    }
    if (operation instanceof Backfill backfill) {
      return tables.contains(backfill.table())
          || all(backfill.table(), backfill.set().keySet(), columns);
    }
    if (operation instanceof Delete delete) {
      return tables.contains(delete.table());
    }
    return operation instanceof LoadCsv load && tables.contains(load.table());
  }

  private static boolean all(ObjectName table, Collection<String> set, Set<String> columns) {
    return set.stream().allMatch(c -> columns.contains(table + "." + c));
  }

  private static String key(ObjectName table, Column column) {
    return table + "." + column.name();
  }
}
