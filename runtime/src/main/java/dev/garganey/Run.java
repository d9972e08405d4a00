package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.WriterLock;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Snapshot;
import dev.garganey.execute.Stale;
import dev.garganey.execute.Work;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Stage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Run carries out plans, one migration after another, as the one writer. */
final class Run {
  private static final int STALE_LIMIT = 1000;

  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final Consumer<ExecutionEvent> events;
  private final List<RunReport.Done> done = new ArrayList<>();
  private final Set<String> byOthers = new LinkedHashSet<>();
  private final Set<String> notices = new LinkedHashSet<>();
  private final long start = System.nanoTime();

  Run(
      Configuration configuration,
      Dialect dialect,
      Session session,
      Consumer<ExecutionEvent> events) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.events = events;
  }

  Plan planApply(ApplyOptions options) throws SQLException {
    Pending pending = pending(options);
    List<Work> works = Planning.of(configuration, dialect, session, pending).all();
    return plan(works.stream().map(Work::plan).toList(), pending.notices());
  }

  Plan planRollback(RollbackOptions options) throws SQLException {
    Undo undo = Undo.of(dialect, session, options);
    return plan(undo.plans(session), List.of());
  }

  private Plan plan(List<MigrationPlan> plans, List<String> said) {
    return new Plan(configuration.target().shown(), dialect.product().title(), plans, said);
  }

  RunReport apply(ApplyOptions options) throws SQLException {
    Pending first = pending(options);
    notices.addAll(first.notices());
    if (first.isEmpty() && !first.hasReformatted()) {
      return report();
    }
    try (WriterLock lock = session.lock()) {
      // Others may have been at work until the lock was free.
      Pending pending = again(first, options);
      Set<String> wanted = note(first.ids(), pending);
      for (int attempt = 1; ; attempt++) {
        pending.recordReformatted(session);
        if (pending.isEmpty()) {
          return report();
        }
        try {
          if (options.atomic()) {
            applyAtomically(pending);
          } else {
            applyOneByOne(pending);
          }
          return report();
        } catch (Stale stale) {
          tooOften(attempt);
        }
        pending = pending(options);
        wanted = note(wanted, pending);
      }
    }
  }

  /** What was wanted and is not pending any more, though this run did not do it, others did. */
  private Set<String> note(Set<String> wanted, Pending pending) {
    Set<String> mine = new LinkedHashSet<>();
    done.forEach(d -> mine.add(d.id()));
    Set<String> left = pending.ids();
    for (String id : wanted) {
      if (!left.contains(id) && !mine.contains(id) && byOthers.add(id)) {
        events.accept(new ExecutionEvent.AppliedByAnother(id));
      }
    }
    return left;
  }

  private static void tooOften(int attempt) {
    if (attempt >= STALE_LIMIT) {
      throw new Refused(
          "Others changed the schema each time before this run could; try again when they are"
              + " done");
    }
  }

  private Pending again(Pending first, ApplyOptions options) throws SQLException {
    Snapshot now = session.patiently(session::snapshot);
    if (!now.isComplete()) {
      session.createTables();
      now = session.patiently(session::snapshot);
    }
    Optional<Pending> same = first.unlessChanged(session, now);
    return same.isPresent() ? same.get() : pending(options);
  }

  private Pending pending(ApplyOptions options) throws SQLException {
    return session.patiently(() -> Pending.of(configuration, dialect, session, options.target()));
  }

  private Executor executor(Snapshot snapshot) throws SQLException {
    dialect.limitLockWait(session.connection(), configuration.statementLockTimeout());
    return new Executor(session.context(), snapshot);
  }

  private void applyOneByOne(Pending pending) throws SQLException, Stale {
    Planning planning = Planning.of(configuration, dialect, session, pending);
    List<Work> works = planning.all();
    Executor executor = executor(pending.snapshot());
    for (int i = 0; i < works.size(); i++) {
      carryOut(executor, planning.now(i, works), pending.survey(), i + 1, works.size());
    }
  }

  private void carryOut(Executor executor, Work work, Survey survey, int number, int total)
      throws SQLException, Stale {
    Runnable finished = started(work.plan(), number, total);
    executor.run(work, survey.stages(work.plan().id()));
    finished.run();
  }

  /** Tells that a migration begins; what it returns tells that it ended well. */
  private Runnable started(MigrationPlan plan, int number, int total) {
    long began = System.nanoTime();
    events.accept(new ExecutionEvent.MigrationStarted(plan.id(), plan.direction(), number, total));
    return () -> {
      long millis = (System.nanoTime() - began) / 1_000_000;
      done.add(new RunReport.Done(plan.id(), plan.direction(), plan.statementCount(), millis));
      events.accept(new ExecutionEvent.MigrationFinished(plan.id(), plan.direction(), millis));
    };
  }

  private void applyAtomically(Pending pending) throws SQLException, Stale {
    List<Work> works = Planning.of(configuration, dialect, session, pending).all();
    for (Work work : works) {
      if (!work.plan().isOneTransaction() || !pending.survey().stages(work.plan().id()).isEmpty()) {
        throw new Refused(
            work.plan().id()
                + " has statements that cannot run in a transaction, so the run cannot be one;"
                + " apply without --atomic");
      }
    }
    List<Work> guarded = underOneTransaction(works);
    List<RunReport.Done> before = List.copyOf(done);
    boolean committed = false;
    try {
      executor(pending.snapshot())
          .runAtomically(
              guarded,
              (work, number) -> {
                if (number == 1) {
                  // Perhaps the transaction is tried again.
                  done.subList(before.size(), done.size()).clear();
                }
                return started(work.plan(), number, works.size());
              });
      committed = true;
    } finally {
      if (!committed) {
        done.subList(before.size(), done.size()).clear();
      }
    }
  }

  /** Where one migration needs foreign keys off they are off for all, so all need receipts. */
  private List<Work> underOneTransaction(List<Work> works) {
    boolean suspends =
        works.stream()
            .flatMap(w -> w.plan().stages().stream())
            .anyMatch(Stage::suspendsForeignKeys);
    Optional<String> brokenKeys = dialect.brokenForeignKeys();
    if (!suspends || brokenKeys.isEmpty()) {
      return works;
    }
    return works.stream()
        .map(w -> new Work(w.plan().withForeignKeysSuspended(brokenKeys.get()), w.recording()))
        .toList();
  }

  RunReport rollback(RollbackOptions options) throws SQLException {
    undo(options);
    return report();
  }

  /** Undoes, and says which ids. */
  private List<String> undo(RollbackOptions options) throws SQLException {
    Undo first = Undo.of(dialect, session, options);
    List<String> ids = first.ids();
    if (ids.isEmpty()) {
      return ids;
    }
    try (WriterLock lock = session.lock()) {
      if (!first.snapshot().isComplete()) {
        session.createTables();
      }
      for (int attempt = 1; ; attempt++) {
        try {
          Undo undo = Undo.ofIds(dialect, session, options, ids, done);
          List<Work> works = undo.works(session);
          Executor executor = executor(undo.snapshot());
          for (int i = 0; i < works.size(); i++) {
            carryOut(executor, works.get(i), undo.survey(), i + 1, works.size());
          }
          return ids;
        } catch (Stale stale) {
          tooOften(attempt);
        }
      }
    }
  }

  RunReport redo(RollbackOptions options) throws SQLException {
    Survey survey = session.survey();
    List<String> ids = Undo.of(dialect, session, options).ids();
    for (String id : ids) {
      if (survey.file(id).isEmpty()) {
        throw new Refused(
            "The file of " + id + " is gone, so it could be undone but not applied again");
      }
    }
    // What cannot be applied again must not be undone.
    session.scripts().evaluate(ids.stream().map(id -> survey.file(id).orElseThrow()).toList());
    undo(options);
    if (!ids.isEmpty()) {
      try (WriterLock lock = session.lock()) {
        applyAgain(ids);
      }
    }
    return report();
  }

  private void applyAgain(List<String> ids) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        Pending pending = Pending.only(configuration, dialect, session, Set.copyOf(ids));
        if (!pending.isEmpty()) {
          applyOneByOne(pending);
        }
        return;
      } catch (Stale stale) {
        tooOften(attempt);
      }
    }
  }

  private RunReport report() {
    return new RunReport(
        configuration.target().shown(),
        done,
        List.copyOf(byOthers),
        List.copyOf(notices),
        (System.nanoTime() - start) / 1_000_000);
  }
}
