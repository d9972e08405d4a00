package dev.garganey;

import dev.garganey.plan.Direction;
import java.util.List;

/**
 * RunReport says what an apply, rollback or redo did.
 *
 * @param done the migrations that it ran, in order
 * @param byOthers those that another process applied meanwhile
 * @param notices what the user should know
 */
public record RunReport(
    String database, List<Done> done, List<String> byOthers, List<String> notices, long millis) {
  public RunReport {
    done = List.copyOf(done);
    byOthers = List.copyOf(byOthers);
    notices = List.copyOf(notices);
  }

  /** Done is one migration that was run. */
  public record Done(String id, Direction direction, int statements, long millis) {}
}
