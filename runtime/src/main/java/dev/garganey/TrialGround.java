package dev.garganey;

import dev.garganey.console.Done;
import dev.garganey.console.RowSink;
import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Attempt;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.Refused;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.Step;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.plan.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * TrialGround is what was done in a trial: each step behind a savepoint, so that it can be taken
 * back alone, and planned for the schema that those before it leave. What fails leaves it as it
 * was; where the database has ended the transaction over it, or a savepoint is gone, the steps are
 * done again.
 */
final class TrialGround {
  private static final String KEYS_OFF =
      "Foreign keys are off in this trial, from its beginning, because a table is rebuilt in it, and"
          + " ON DELETE and ON UPDATE do not act";

  private static final String KEPT = "Nothing of this step stays; the trial is where it was";

  private final Dialect dialect;
  private final TrialTransaction transaction;
  private final Withheld withheld;
  private final Map<String, RecordedOperations> earlier = new HashMap<>();
  private final List<Laid> laid = new ArrayList<>();
  private Schema base = Schema.EMPTY;
  private Schema recorded = Schema.EMPTY;

  /** Whether something is left of a step that failed. */
  private boolean damaged;

  TrialGround(Dialect dialect, TrialTransaction transaction) {
    this.dialect = dialect;
    this.transaction = transaction;
    this.withheld = new Withheld(dialect);
  }

  /**
   * Laid is a step that was done.
   *
   * @param plan what ran; none for SQL that was sent as it is
   * @param after the schema behind it; empty until somebody asks, where only a look tells
   */
  record Laid(
      Tried what,
      Optional<MigrationPlan> plan,
      Optional<Foreseen> after,
      long millis,
      List<String> notices) {
    Laid knowing(Foreseen found) {
      return new Laid(what, plan, Optional.of(found), millis, notices);
    }
  }

  /** Opens the transaction, after a look at what else is to be read. */
  <T> T open(TrialTransaction.Work<T> first) {
    transaction.requireNone();
    try {
      return transaction.lend(
          session -> {
            T result = first.in(session);
            begin(session, false);
            return result;
          });
    } catch (RuntimeException failure) {
      transaction.end();
      throw failure;
    }
  }

  /** What a repeatable migration did when it ran last. */
  void knowsEarlier(String id, RecordedOperations operations) {
    earlier.put(id, operations);
  }

  List<Laid> laid() {
    return List.copyOf(laid);
  }

  /** What was done, in order. */
  List<Tried> done() {
    return laid.stream().map(Laid::what).toList();
  }

  /** Does one more step. */
  void add(Tried what) {
    attempt(session -> add(session, what));
  }

  /** Takes back all steps but the first ones. */
  void back(int left) {
    attempt(session -> back(session, left));
  }

  /** Does other steps in place of all but the first ones. */
  void redo(int left, List<Tried> steps) {
    attempt(
        session -> {
          back(session, left);
          return addAll(session, steps);
        });
  }

  /** Sends SQL that somebody typed; it is a step. */
  Done send(Tried.Sql what, RowSink sink) {
    requireOpen();
    long began = System.nanoTime();
    String savepoint = transaction.savepoint(laid.size() + 1);
    boolean looks = transaction.isSuspended();
    long broken = looks ? attempt(this::brokenKeys) : 0;
    Done done = attempt(() -> transaction.send(what.text(), sink, savepoint));
    if (looks && attempt(this::brokenKeys) > broken) {
      attempt(session -> TrialTransaction.forget(session.connection(), savepoint));
      throw new Refused(
          "Rows would refer to rows that are not there. "
              + KEYS_OFF
              + "; nothing of this statement stays");
    }
    boolean touches = what.operation().operation().isOpaque();
    Optional<Foreseen> after = touches ? Optional.empty() : lastKnown();
    laid.add(new Laid(what, Optional.empty(), after, since(began), List.of()));
    return done;
  }

  /**
   * Sends SQL that is to change nothing.
   *
   * @return what came of it; nothing where it would change something, which it did not
   */
  Optional<Done> look(String sql, RowSink sink) {
    requireOpen();
    return attempt(() -> transaction.look(sql, sink));
  }

  /** How many rows refer to nothing, where nobody but us would notice. */
  private long brokenKeys(Session session) throws SQLException {
    Optional<String> query =
        transaction.isSuspended() ? dialect.brokenForeignKeys() : Optional.empty();
    if (query.isEmpty()) {
      return 0;
    }
    try (java.sql.Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(query.get())) {
      return rows.next() ? rows.getLong(1) : 0L;
    }
  }

  /** The schema as it is now. */
  Schema schema() {
    return attempt(session -> foreseen(session).schema());
  }

  /**
   * Does something in the transaction. Where that fails, all is as it was.
   *
   * @throws Refused if it has ended the transaction
   */
  <T> T attempt(TrialTransaction.Work<T> work) {
    requireOpen();
    return attempt(() -> transaction.lend(work));
  }

  private <T> T attempt(Supplier<T> what) {
    List<Laid> before = laid();
    boolean suspended = transaction.isSuspended();
    T result;
    try {
      result = what.get();
    } catch (DatabaseUnavailable lost) {
      transaction.lost();
      throw lost;
    } catch (RuntimeException failure) {
      restore(before, suspended, failure);
      throw failure;
    }
    if (!transaction.isSound()) {
      transaction.end();
      throw new Refused(
          "This has ended the transaction of the trial, so the trial is over; what was done in it"
              + " may be committed");
    }
    return result;
  }

  private void restore(List<Laid> before, boolean suspended, RuntimeException failure) {
    boolean sound = transaction.isSound() && !damaged && transaction.isSuspended() == suspended;
    int same = 0;
    while (sound
        && same < Math.min(laid.size(), before.size())
        && laid.get(same).what() == before.get(same).what()) {
      same++;
    }
    if (sound && same == before.size() && same == laid.size()) {
      return;
    }
    int left = same;
    try {
      if (!transaction.isSound()) {
        transaction.abandon();
      }
      transaction.lend(
          session -> {
            if (sound) {
              back(session, left);
            } else {
              restart(session, suspended, List.of());
            }
            return addAll(
                session,
                before.subList(laid.size(), before.size()).stream().map(Laid::what).toList());
          });
    } catch (RuntimeException worse) {
      throw notRestored(before, failure, worse);
    }
  }

  private Refused notRestored(List<Laid> before, RuntimeException failure, RuntimeException worse) {
    if (worse instanceof DatabaseUnavailable) {
      transaction.lost();
    } else if (!transaction.isSound()) {
      transaction.end();
    }
    String left =
        transaction.isOpen()
            ? " The first " + laid.size() + " steps are there, back and steps go on from them"
            : " The trial is over, and all that it did is rolled back";
    return new Refused(
        failure.getMessage()
            + "\nNor could the trial be done again as it was: step "
            + (Math.min(laid.size(), before.size() - 1) + 1)
            + " fails now: "
            + worse.getMessage()
            + "."
            + left);
  }

  private void requireOpen() {
    if (!transaction.isOpen()) {
      throw new Refused("The trial is over, and all that it did is rolled back");
    }
  }

  // --- Over the connection -----------------------------------------------------------------------

  private void begin(Session session, boolean suspend) throws SQLException {
    laid.clear();
    transaction.begin(session, suspend);
    damaged = false;
    base = session.base();
    recorded = session.isComplete() ? Schema.EMPTY : session.recorded();
  }

  Laid add(Session session, Tried what) throws SQLException {
    long began = System.nanoTime();
    Withheld.Part part = withheld.from(what);
    MigrationPlan plan = planned(session, what, part.steps());
    List<String> notices = new ArrayList<>(part.notices());
    if (suspends(plan) && !transaction.isSuspended()) {
      restart(session, true, done());
      notices.add(KEYS_OFF);
    }
    run(session, transaction.savepoint(laid.size() + 1), plan);
    boolean opaque = part.steps().stream().anyMatch(s -> s.operation().isOpaque());
    Laid done =
        new Laid(
            what,
            Optional.of(plan),
            opaque ? Optional.empty() : Optional.of(plan.after()),
            since(began),
            notices);
    laid.add(done);
    return done;
  }

  private boolean addAll(Session session, List<Tried> steps) throws SQLException {
    for (Tried step : steps) {
      add(session, step);
    }
    return true;
  }

  private static long since(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private boolean suspends(MigrationPlan plan) {
    return dialect.brokenForeignKeys().isPresent()
        && plan.stages().stream().anyMatch(Stage::suspendsForeignKeys);
  }

  /** Runs a plan behind a savepoint, which stays; where that fails, nothing of it does. */
  void run(Session session, String savepoint, MigrationPlan plan) throws SQLException {
    Optional<String> brokenKeys = dialect.brokenForeignKeys();
    MigrationPlan receipted =
        transaction.isSuspended() && brokenKeys.isPresent()
            ? plan.withForeignKeysSuspended(brokenKeys.get())
            : plan;
    TrialTransaction.execute(session.connection(), "SAVEPOINT " + savepoint);
    try {
      new Attempt(session.context()).run(receipted, KEPT);
    } catch (SQLException | RuntimeException failure) {
      takeBack(session.connection(), savepoint, failure);
      throw failure;
    }
  }

  private void takeBack(Connection connection, String savepoint, Exception failure) {
    try {
      TrialTransaction.forget(connection, savepoint);
    } catch (SQLException over) {
      failure.addSuppressed(over);
      damaged = true;
    }
  }

  private boolean back(Session session, int left) throws SQLException {
    if (left >= laid.size()) {
      return true;
    }
    try {
      TrialTransaction.forget(session.connection(), transaction.savepoint(left + 1));
      laid.subList(left, laid.size()).clear();
    } catch (SQLException gone) {
      // A step has gone back to a savepoint of its own, or released one, and this one with it.
      restart(session, transaction.isSuspended(), done().subList(0, left));
    }
    return true;
  }

  /** Begins anew, with foreign keys off from the first step on where a later one needs that. */
  void restart(Session session, boolean suspend, List<Tried> steps) throws SQLException {
    begin(session, suspend);
    addAll(session, steps);
  }

  boolean isSuspended() {
    return transaction.isSuspended();
  }

  private MigrationPlan planned(Session session, Tried what, List<Step> steps) throws SQLException {
    Foreseen before = foreseen(session);
    Migration migration = migration(what, steps);
    RecordedOperations last = earlier.get(migration.id());
    boolean again = what instanceof Tried.Written written && written.isWhole() && last != null;
    Planner planner = new Planner(dialect);
    return session
        .scripts()
        .located(
            () ->
                again
                    ? Planning.again(planner, migration, last, before)
                    : planner.up(migration, before));
  }

  private static Migration migration(Tried what, List<Step> steps) {
    Optional<Migration> written =
        what instanceof Tried.Written w && w.isWhole()
            ? Optional.of(w.migration())
            : Optional.empty();
    String id = what instanceof Tried.Written w ? w.migration().id() : "trial";
    return new Migration(
        id,
        written.map(Migration::file).orElse(id),
        "",
        Optional.empty(),
        steps,
        written.flatMap(Migration::down),
        true,
        written.map(Migration::repeatable).orElse(false),
        List.of(),
        List.of(),
        written.flatMap(Migration::irreversible));
  }

  private Optional<Foreseen> lastKnown() {
    return laid.isEmpty()
        ? Optional.of(Foreseen.of(dialect, base))
        : laid.get(laid.size() - 1).after();
  }

  /** The schema that the next step finds. */
  Foreseen foreseen(Session session) throws SQLException {
    Optional<Foreseen> known = lastKnown();
    if (known.isPresent()) {
      return known.get();
    }
    List<Step> steps = laid.stream().flatMap(l -> l.what().operations().stream()).toList();
    Foreseen found = Foreseen.of(dialect, session.base(session.recorded(recorded, steps)));
    int last = laid.size() - 1;
    Laid step = laid.get(last);
    laid.set(last, step.knowing(found));
    return found;
  }
}
