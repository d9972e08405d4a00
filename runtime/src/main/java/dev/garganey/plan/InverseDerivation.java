package dev.garganey.plan;

import dev.garganey.model.MissingObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.Delete;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.Insert;
import dev.garganey.operation.Inverse;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    List<Step> back = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Operation operation = step.operation();
      List<Step> earlier = steps.subList(0, i);
      if (confined(operation, earlier)) {
        continue;
      }
      Inverse inverse;
      try {
        inverse = undone(operation, earlier).inverse(schemas.get(i).lookedAtBy(operation));
      } catch (MissingObject missing) {
        return Result.none(
            "raw SQL before it hides what " + operation.describe() + " would have to restore");
      }
      if (inverse.irreversible().isPresent()) {
        if (operation instanceof Insert insert && isMade(earlier, insert.table())) {
          // Where the row cannot be told from others, it goes with its table.
          continue;
        }
        return Result.none(step.at() + ": " + inverse.irreversible().get());
      }
      List<Operation> operations = inverse.operations();
      for (int k = operations.size() - 1; k >= 0; k--) {
        Operation undoing =
            operations.get(k) instanceof Delete delete
                ? asLeft(delete, steps.subList(i + 1, steps.size()))
                : operations.get(k);
        back.add(new Step(undoing, step.at(), step.only(), Optional.empty()));
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
  private static Operation undone(Operation operation, List<Step> earlier) {
    return operation instanceof AlterColumn alter && isMade(earlier, alter.table(), alter.column())
        ? alter.withoutConversion()
        : operation;
  }

  private static boolean confined(Operation operation, List<Step> earlier) {
    if (operation instanceof Update update) {
      return all(earlier, update.table(), update.set().keySet());
    }
    if (operation instanceof Backfill backfill) {
      return all(earlier, backfill.table(), backfill.set().keySet());
    }
    if (operation instanceof Delete delete) {
      return isMade(earlier, delete.table());
    }
    return operation instanceof LoadCsv load && isMade(earlier, load.table());
  }

  private static boolean all(List<Step> earlier, ObjectName table, Collection<String> set) {
    return isMade(earlier, table) || set.stream().allMatch(c -> isMade(earlier, table, c));
  }

  /** Whether the migration made what has this name now; another thing may have had it before. */
  private static boolean isMade(List<Step> earlier, ObjectName table) {
    return Whereabouts.before(earlier, table).isEmpty();
  }

  private static boolean isMade(List<Step> earlier, ObjectName table, String column) {
    return Whereabouts.before(earlier, table, column).isEmpty();
  }

  /** What an inserted row holds is known only as far as the migration itself leaves it alone. */
  private static Delete asLeft(Delete delete, List<Step> later) {
    Delete left = delete;
    for (int k = 0; k < later.size() && !left.expected().isEmpty(); k++) {
      Operation operation = later.get(k).operation();
      List<Step> between = later.subList(0, k);
      if (operation instanceof Update update && isSame(between, update.table(), delete)) {
        left = left.expectingOnly(c -> !names(between, update.table(), update.set(), c));
      } else if (operation instanceof Backfill backfill
          && isSame(between, backfill.table(), delete)) {
        left = left.expectingOnly(c -> !names(between, backfill.table(), backfill.set(), c));
      } else if (operation instanceof AlterColumn alter && isSame(between, alter.table(), delete)) {
        Optional<String> altered = Whereabouts.before(between, alter.table(), alter.column());
        left = left.expectingOnly(c -> !altered.equals(Optional.of(c)));
      } else if (mayChangeRows(operation)) {
        left = left.expectingOnly(c -> false);
      }
    }
    return left;
  }

  private static boolean isSame(List<Step> between, ObjectName table, Delete delete) {
    return Whereabouts.before(between, table).equals(Optional.of(delete.table()));
  }

  private static boolean names(
      List<Step> between, ObjectName table, Map<String, Value> set, String column) {
    return set.keySet().stream()
        .anyMatch(c -> Whereabouts.before(between, table, c).equals(Optional.of(column)));
  }

  private static boolean mayChangeRows(Operation operation) {
    return operation instanceof RawSql
        || operation instanceof RunCode
        || operation instanceof CreateTrigger
        || operation instanceof RenameEnumValue;
  }
}
