package dev.garganey.execute;

import dev.garganey.history.StageRecord;
import dev.garganey.history.StageState;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import dev.garganey.plan.Statement;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Place is where a run stands within a migration of several stages.
 *
 * @param stage its index
 * @param statementsBefore how many statements the stages before it have
 * @param before what an earlier run wrote into the journal about this stage
 */
record Place(
    Work work, int stage, int statementsBefore, Stopwatch watch, Optional<StageRecord> before) {
  MigrationPlan plan() {
    return work.plan();
  }

  String id() {
    return work.plan().id();
  }

  Stage planned() {
    return plan().stages().get(stage);
  }

  /** The statement of a stage that has no more than one. */
  Statement statement() {
    return planned().statements().get(0);
  }

  boolean isLast() {
    return stage == plan().stages().size() - 1;
  }

  boolean isDone() {
    return before.filter(r -> r.state() == StageState.DONE).isPresent();
  }

  /** What the journal says about it now. */
  StageRecord at(StageState state) {
    return at(state, Optional.empty(), 0);
  }

  StageRecord at(StageState state, Optional<String> cursor, long rows) {
    return new StageRecord(
        plan().direction(), stage, plan().stages().size(), state, hash(planned()), cursor, rows);
  }

  /** What is left when this stage fails, in a sentence. */
  String kept() {
    return stage == 0
        ? "Nothing of " + id() + " was kept."
        : "The first "
            + stage
            + " of "
            + plan().stages().size()
            + " stages of "
            + id()
            + " are done and journalled; the next run goes on after them.";
  }

  /** By which the journal knows a stage again. */
  static String hash(Stage stage) {
    return Checksum.of(
        stage.statements().stream()
            // What may be lost is said anew by every run.
            .filter(s -> !s.action().isLook())
            .map(s -> s.action().text())
            .collect(Collectors.joining("\u0000")));
  }
}
