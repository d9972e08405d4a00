package dev.garganey;

import dev.garganey.foreign.ForeignHistory;
import dev.garganey.model.ObjectName;
import dev.garganey.operation.Operation;
import dev.garganey.plan.MigrationPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adoption is how a database that exists is brought under Garganey: what would be done, or was.
 *
 * @param foreign where other tools stand on it
 * @param leftOut those of their tables that stay in the database and are no part of the model
 * @param files what is written, the model first; none where both are there and agree
 * @param recorded the migrations that are recorded as applied
 * @param gap what the model has and the database has not
 * @param plan the statements that make it, where that is wanted now
 * @param refusals why it cannot be done; nothing was changed then
 * @param notes what else is worth knowing
 * @param done whether it was done
 */
public record Adoption(
    DatabaseFacts database,
    List<ForeignHistory> foreign,
    Set<ObjectName> leftOut,
    List<Path> files,
    List<String> recorded,
    List<Operation> gap,
    Optional<MigrationPlan> plan,
    List<String> refusals,
    List<String> notes,
    boolean done) {
  public Adoption {
    foreign = List.copyOf(foreign);
    leftOut = Set.copyOf(leftOut);
    files = List.copyOf(files);
    recorded = List.copyOf(recorded);
    gap = List.copyOf(gap);
    refusals = List.copyOf(refusals);
    notes = List.copyOf(notes);
  }

  Adoption asDone() {
    return new Adoption(
        database, foreign, leftOut, files, recorded, gap, plan, refusals, notes, true);
  }
}
