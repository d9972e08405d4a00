package dev.garganey;

import dev.garganey.model.ObjectName;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.Delete;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import dev.garganey.operation.Update;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Touched tells whose rows migrations change, as far as their operations name tables. */
final class Touched {
  private Touched() {}

  /** The tables, as {@link dev.garganey.diff.Likeness} calls them. */
  static Set<String> tables(List<Migration> migrations) {
    Set<String> names = new TreeSet<>();
    for (Migration migration : migrations) {
      for (Step step : migration.up()) {
        table(step.operation()).ifPresent(t -> names.add("table " + t));
      }
    }
    return names;
  }

  private static Optional<ObjectName> table(Operation operation) {
    if (operation instanceof Insert insert) {
      return Optional.of(insert.table());
    } else if (operation instanceof Update update) {
      return Optional.of(update.table());
    } else if (operation instanceof Delete delete) {
      return Optional.of(delete.table());
    } else if (operation instanceof Backfill backfill) {
      return Optional.of(backfill.table());
    } else if (operation instanceof LoadCsv csv) {
      return Optional.of(csv.table());
    }
    return Optional.empty();
  }
}
