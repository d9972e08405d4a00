package dev.garganey.plan;

import dev.garganey.operation.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * MigrationPlan is what runs for one migration in one direction.
 *
 * @param steps the operations that it carries out
 * @param stages what is committed as one, in order; empty when nothing is to be done
 * @param inverse the operations that undo it; empty when {@code irreversible} says why not
 * @param hazards the risks of all its statements
 * @param after the schema afterwards, as far as is known
 * @param guess why something else may run when its turn comes; empty where this is what runs
 */
public record MigrationPlan(
    String id,
    String file,
    Direction direction,
    List<Step> steps,
    List<Stage> stages,
    List<Step> inverse,
    Optional<String> irreversible,
    List<Hazard> hazards,
    Foreseen after,
    Optional<String> guess) {
  public MigrationPlan {
    steps = List.copyOf(steps);
    stages = List.copyOf(stages);
    inverse = List.copyOf(inverse);
    hazards = List.copyOf(hazards);
  }

  /** A plan of what runs. */
  public MigrationPlan(
      String id,
      String file,
      Direction direction,
      List<Step> steps,
      List<Stage> stages,
      List<Step> inverse,
      Optional<String> irreversible,
      List<Hazard> hazards,
      Foreseen after) {
    this(
        id,
        file,
        direction,
        steps,
        stages,
        inverse,
        irreversible,
        hazards,
        after,
        Optional.empty());
  }

  /** The same as a guess. */
  public MigrationPlan guessed(String why) {
    return new MigrationPlan(
        id,
        file,
        direction,
        steps,
        stages,
        inverse,
        irreversible,
        hazards,
        after,
        Optional.of(why));
  }

  /**
   * The same as part of a transaction that has foreign keys off for another migration's sake.
   *
   * @param brokenKeys the query that counts broken foreign keys
   */
  public MigrationPlan withForeignKeysSuspended(String brokenKeys) {
    List<Stage> guarded =
        stages.stream()
            .map(s -> s.suspendsForeignKeys() ? s : s.withForeignKeysSuspended(brokenKeys))
            .toList();
    return new MigrationPlan(
        id, file, direction, steps, guarded, inverse, irreversible, hazards, after, guess);
  }

  /** The same for eyes, with all that it says passed through {@code hiding}; not to be run. */
  public MigrationPlan showing(UnaryOperator<String> hiding) {
    return new MigrationPlan(
        id,
        file,
        direction,
        steps,
        stages.stream().map(s -> s.showing(hiding)).toList(),
        inverse,
        irreversible.map(hiding),
        hazards.stream().map(h -> h.showing(hiding)).toList(),
        after,
        guess);
  }

  /** All statements, in order. */
  public List<Statement> statements() {
    return stages.stream().flatMap(s -> s.statements().stream()).toList();
  }

  /** How many statements there are. */
  public int statementCount() {
    return stages.stream().mapToInt(s -> s.statements().size()).sum();
  }

  /** Whether it is one transaction, or nothing at all. */
  public boolean isOneTransaction() {
    return stages.isEmpty() || (stages.size() == 1 && stages.get(0).isTransaction());
  }
}
