package dev.garganey;

import dev.garganey.model.Suggestion;
import dev.garganey.operation.Migration;
import dev.garganey.operation.SourcePosition;
import dev.garganey.plan.PlanMistakes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Order puts pending migrations into the order in which they run: as their files are, repeatable
 * ones last, and each after what it requires.
 */
final class Order {
  private final Map<String, Migration> pending = new LinkedHashMap<>();
  private final Replacements replacements;
  private final Set<String> applied;
  private final List<Migration> result = new ArrayList<>();
  private final Set<String> placed = new LinkedHashSet<>();
  private final Set<String> visiting = new LinkedHashSet<>();
  private final List<PlanMistakes.Entry> mistakes = new ArrayList<>();

  private Order(List<Migration> migrations, Set<String> applied) {
    this.applied = applied;
    this.replacements = Replacements.of(migrations);
    migrations.stream().filter(m -> !m.repeatable()).forEach(m -> pending.put(m.id(), m));
    migrations.stream().filter(Migration::repeatable).forEach(m -> pending.put(m.id(), m));
  }

  /**
   * The order.
   *
   * @throws PlanMistakes if one requires what is not there, or they require each other in a circle
   */
  static List<Migration> of(List<Migration> migrations, Set<String> applied) {
    Order order = new Order(migrations, applied);
    order.pending.values().forEach(order::place);
    if (!order.mistakes.isEmpty()) {
      throw new PlanMistakes(order.mistakes);
    }
    return order.result;
  }

  private void place(Migration migration) {
    if (placed.contains(migration.id())) {
      return;
    }
    if (!visiting.add(migration.id())) {
      mistakes.add(
          mistake(
              migration,
              "These migrations require each other in a circle: " + String.join(", ", visiting)));
      return;
    }
    for (String required : migration.requires()) {
      Migration other = pending.get(replacements.by(required).orElse(required));
      if (other != null) {
        place(other);
      } else if (!applied.contains(required)) {
        mistakes.add(
            mistake(
                migration,
                "It requires `"
                    + required
                    + "`, which is neither applied nor in the folder"
                    + Suggestion.clause(required, pending.keySet())));
      }
    }
    visiting.remove(migration.id());
    if (placed.add(migration.id())) {
      result.add(migration);
    }
  }

  private static PlanMistakes.Entry mistake(Migration migration, String message) {
    return new PlanMistakes.Entry(new SourcePosition(migration.file(), 0, 0), message);
  }
}
