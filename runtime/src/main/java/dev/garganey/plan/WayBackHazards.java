package dev.garganey.plan;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Function;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * WayBackHazards finds the risks that an operation bears on a way back alone: whoever goes back
 * expects to find what there was before, and nothing looks whether such a step leaves it so.
 */
final class WayBackHazards {
  private WayBackHazards() {}

  static List<Hazard> of(Operation operation, Foreseen before, Dialect dialect) {
    if (operation instanceof RunCode) {
      return List.of(unseen(operation, "runs code"));
    }
    if (operation instanceof Update update) {
      return List.of(changed(update.table()));
    }
    List<Hazard> found = new ArrayList<>();
    if (operation instanceof RawSql raw) {
      RawLosses.updated(raw.sql(), dialect).map(WayBackHazards::changed).ifPresent(found::add);
      Set<String> called = RawLosses.called(raw.sql(), dialect);
      if (!called.isEmpty()) {
        before.schema().functions().stream()
            .filter(f -> called.contains(f.name().name()))
            .filter(f -> !CodeWords.of(f.definition()).isEmpty())
            .map(f -> unseen(operation, calls(f)))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String calls(Function function) {
    return "calls "
        + function.name()
        + ", which says "
        + String.join(", ", CodeWords.of(function.definition()));
  }

  private static Hazard changed(ObjectName table) {
    return new Hazard(
        HazardKind.CHANGES_VALUES,
        table.toString(),
        "changes values of " + table + ", and what they were is not kept");
  }

  private static Hazard unseen(Operation operation, String what) {
    return new Hazard(
        HazardKind.UNSEEN,
        operation.describe(),
        what + "; what data it takes away cannot be known before it runs");
  }
}
