package dev.garganey.explore;

import dev.garganey.operation.Step;
import java.util.List;
import java.util.Optional;

/**
 * Chapter is one migration as the lives of tables are told by it.
 *
 * @param id of the migration
 * @param title what its author says of it, where that is more than the id
 * @param appliedAt when, as ISO-8601 text in UTC; empty where it is pending
 * @param steps what it does, those for other products left out
 */
public record Chapter(
    String id, Optional<String> title, Optional<String> appliedAt, List<Step> steps) {
  public Chapter {
    steps = List.copyOf(steps);
  }
}
