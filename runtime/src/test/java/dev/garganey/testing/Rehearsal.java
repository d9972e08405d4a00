package dev.garganey.testing;

import dev.garganey.ApplyOptions;
import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.RollbackOptions;
import dev.garganey.Target;
import dev.garganey.dialect.Dialects;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.history.StageState;
import dev.garganey.model.Product;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rehearsal is what a database looks like when nothing goes wrong: before and after each act, and
 * whenever something is committed in the middle of one. The acts, numbered from 1, are to apply the
 * migrations of the {@link SampleProject} one by one, and then to undo the last one.
 */
public final class Rehearsal implements AutoCloseable {
  /** How many acts there are. */
  public static final int ACTS = SampleProject.IDS.size() + 1;

  private final Product product;
  private final Path project;
  private final List<TestDatabase> stages = new ArrayList<>();
  private final List<DatabaseState> states = new ArrayList<>();
  private final List<Set<DatabaseState>> midway = new ArrayList<>();
  private final List<List<ExecutionEvent>> events = new ArrayList<>();

  private Rehearsal(Product product, Path project) {
    this.product = product;
    this.project = project;
  }

  /** Goes through all acts once, undisturbed. */
  public static Rehearsal of(Product product, Path project) throws Exception {
    Rehearsal rehearsal = new Rehearsal(product, project);
    rehearsal.run();
    return rehearsal;
  }

  private void run() throws Exception {
    TestDatabase database = SampleProject.database(product);
    Configuration configuration = SampleProject.configuration(database, project);
    states.add(DatabaseState.of(configuration));
    stages.add(database);
    for (int act = 1; act <= ACTS; act++) {
      TestDatabase next = database.copy();
      Configuration there = SampleProject.configuration(next, project);
      Set<DatabaseState> seen = new HashSet<>();
      List<ExecutionEvent> told = new ArrayList<>();
      try (Garganey garganey =
          Garganey.open(
              there,
              event -> {
                told.add(event);
                if (DoomedProcess.isStep(event)) {
                  look(there).ifPresent(seen::add);
                }
              })) {
        perform(garganey, act);
      }
      midway.add(seen);
      events.add(told);
      states.add(DatabaseState.of(there));
      stages.add(next);
      database = next;
    }
  }

  /** What is committed, where that can be seen: tables may be locked in the middle of a change. */
  private static Optional<DatabaseState> look(Configuration configuration) {
    try {
      return Optional.of(DatabaseState.of(configuration).contents());
    } catch (SQLException failure) {
      if (Dialects.accepting(configuration.target()).isLockTimeout(failure)) {
        return Optional.empty();
      }
      throw new IllegalStateException(failure);
    }
  }

  /** The migration that an act is about. */
  public static String id(int act) {
    return SampleProject.IDS.get(Math.min(act, SampleProject.IDS.size()) - 1);
  }

  /** Whether an act undoes its migration. */
  public static boolean isUndo(int act) {
    return act == ACTS;
  }

  /** What an act is, in words. */
  public static String title(int act) {
    return isUndo(act) ? "the rollback of " + id(act) : id(act);
  }

  /** Does an act, or what is missing of it. */
  public static void perform(Garganey garganey, int act) {
    if (!isUndo(act)) {
      garganey.apply(new ApplyOptions(Target.to(id(act)), false));
    } else if (garganey.history().stream().anyMatch(r -> r.id().equals(id(act)))) {
      garganey.rollback(RollbackOptions.DEFAULT);
    }
  }

  /** What there is after so many acts. */
  public DatabaseState after(int acts) {
    return states.get(acts);
  }

  /** What was told while an act went on. */
  public List<ExecutionEvent> events(int act) {
    return events.get(act - 1);
  }

  /** A new database after so many acts. */
  public TestDatabase stage(int acts) throws Exception {
    return stages.get(acts).copy();
  }

  /** Does what is missing of an act. */
  public void finish(TestDatabase database, int act) {
    try (Garganey garganey =
        Garganey.open(SampleProject.configuration(database, project), event -> {})) {
      perform(garganey, act);
    }
  }

  /** What is wrong with a state in which an act was cut off; an empty text for nothing. */
  public String fault(DatabaseState found, int act) {
    String id = id(act);
    DatabaseState before = states.get(act - 1);
    if (found.isSettled()) {
      return found.equals(before) || found.equals(states.get(act))
          ? ""
          : "the journal knows nothing, but it is neither as before " + id + " nor as after it";
    }
    if (!found.journal().keySet().equals(Set.of(id))) {
      return "the journal is about others than " + id + ": " + found.journal();
    }
    if (!found.applied().equals(before.applied())) {
      return id + " is under way, and history says that it is done: " + found.applied();
    }
    boolean open = found.journal().get(id).stream().anyMatch(s -> s.state() == StageState.INTENT);
    return open || midway.get(act - 1).contains(found.contents())
        ? ""
        : "it is in a state that an undisturbed run never commits: " + found;
  }

  @Override
  public void close() throws SQLException {
    for (TestDatabase stage : stages) {
      stage.close();
    }
  }
}
