package dev.garganey.testing;

import dev.garganey.ApplyOptions;
import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.Target;
import dev.garganey.dialect.Dialects;
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
 * Rehearsal is what a database looks like when nothing goes wrong: after each migration of the
 * {@link SampleProject}, and whenever something is committed in the middle of one.
 */
public final class Rehearsal {
  private final Product product;
  private final Path project;
  private final List<DatabaseState> states = new ArrayList<>();
  private final List<Set<DatabaseState>> midway = new ArrayList<>();

  private Rehearsal(Product product, Path project) {
    this.product = product;
    this.project = project;
  }

  /** Runs all migrations once, undisturbed. */
  public static Rehearsal of(Product product, Path project) throws Exception {
    Rehearsal rehearsal = new Rehearsal(product, project);
    rehearsal.run();
    return rehearsal;
  }

  private void run() throws Exception {
    try (TestDatabase database = SampleProject.database(product)) {
      Configuration configuration = SampleProject.configuration(database, project);
      states.add(DatabaseState.of(configuration));
      for (String id : SampleProject.IDS) {
        Set<DatabaseState> seen = new HashSet<>();
        try (Garganey garganey =
            Garganey.open(configuration, event -> look(configuration).ifPresent(seen::add))) {
          garganey.apply(to(id));
        }
        midway.add(seen);
        states.add(DatabaseState.of(configuration));
      }
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

  private static ApplyOptions to(String id) {
    return new ApplyOptions(Target.to(id), false);
  }

  /** What there is after so many migrations. */
  public DatabaseState after(int migrations) {
    return states.get(migrations);
  }

  /** A new database after so many migrations. */
  public TestDatabase stage(int migrations) throws Exception {
    TestDatabase database = SampleProject.database(product);
    if (migrations > 0) {
      finish(database, migrations);
    }
    return database;
  }

  /** Applies what is missing of so many migrations. */
  public void finish(TestDatabase database, int migrations) {
    Configuration configuration = SampleProject.configuration(database, project);
    try (Garganey garganey = Garganey.open(configuration, event -> {})) {
      garganey.apply(to(SampleProject.IDS.get(migrations - 1)));
    }
  }

  /**
   * What is wrong with a state in which the {@code number}th migration was cut off; an empty text
   * for nothing.
   */
  public String fault(DatabaseState found, int number) {
    String id = SampleProject.IDS.get(number - 1);
    if (found.isSettled()) {
      boolean before = found.equals(states.get(number - 1));
      return before || found.equals(states.get(number))
          ? ""
          : "the journal knows nothing, but it is neither as before " + id + " nor as after it";
    }
    if (!found.journal().keySet().equals(Set.of(id))) {
      return "the journal is about others than " + id + ": " + found.journal();
    }
    if (!found.applied().equals(states.get(number - 1).applied())) {
      return id + " is under way and in history at once: " + found.applied();
    }
    boolean open = found.journal().get(id).stream().anyMatch(s -> s.state() == StageState.INTENT);
    return open || midway.get(number - 1).contains(found.contents())
        ? ""
        : "it is in a state that an undisturbed run never commits: " + found;
  }
}
