package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.WriterLock;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Stale;
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
  private final Interruption interruption;
  private final Consumer<ExecutionEvent> events;
  private final List<RunReport.Done> done = new ArrayList<>();
  private final Set<String> byOthers = new LinkedHashSet<>();
  private final Set<String> notices = new LinkedHashSet<>();
  private final long start = System.nanoTime();

  Run(
      Configuration configuration,
      Dialect dialect,
      Session session,
      Interruption interruption,
      Consumer<ExecutionEvent> events) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.interruption = interruption;
    this.events = events;
  }

  Plan planApply(ApplyOptions options) throws SQLException {
    Pending pending = Pending.of(configuration, dialect, session, options.target());
    return plan(pending.plans(session), pending.notices());
  }

  Plan planRollback(RollbackOptions options) throws SQLException {
    Undo undo = Undo.of(dialect, session, options);
    return plan(undo.plans(session), List.of());
  }

  private Plan plan(List<MigrationPlan> plans, List<String> said) {
    return new Plan(configuration.target().shown(), dialect.product().title(), plans, said);
  }

  RunReport apply(ApplyOptions options) throws SQLException {
    Pending first = Pending.of(configuration, dialect, session, options.target());
    notices.addAll(first.notices());
    if (first.isEmpty() && !first.hasReformatted()) {
      return report();
    }
    try (WriterLock lock = lock()) {
      session.createTables();
      // Others may have been at work until the lock was free.
      Pending pending = Pending.of(configuration, dialect, session, options.target());
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
        pending = Pending.of(configuration, dialect, session, options.target());
        wanted = note(wanted, pending);
      }
    }
  }

  /** What was wanted and is not pending any more, though this run did not do it, others did. */
  private Set<String> note(Set<String> wanted, Pending pending) {
    Set<String> mine = new LinkedHashSet<>();
    done.forEach(d -> mine.add(d.id()));
    for (String id : wanted) {
      if (!pending.ids().contains(id) && !mine.contains(id) && byOthers.add(id)) {
        events.accept(new ExecutionEvent.AppliedByAnother(id));
      }
    }
    return pending.ids();
  }

  private static void tooOften(int attempt) {
    if (attempt >= STALE_LIMIT) {
      throw new Refused(
          "Others changed the schema each time before this run could; try again when they are done");
    }
  }

  private WriterLock lock() throws SQLException {
    return dialect.lock(configuration.target(), configuration.lockTimeout());
  }

  private Executor executor(Executor.Snapshot snapshot) throws SQLException {
    dialect.limitLockWait(session.connection(), configuration.statementLockTimeout());
    return new Executor(
        session.connection(),
        dialect,
        session.history(),
        session.journal(),
        configuration,
        interruption,
        events,
        snapshot);
  }

  private void applyOneByOne(Pending pending) throws SQLException, Stale {
    // All are planned before the first one runs, so that a mistake in the last is found in time.
    List<Executor.Work> works = pending.works(session);
    Executor executor = executor(pending.snapshot());
    for (int i = 0; i < works.size(); i++) {
      Executor.Work work = works.get(i);
      if (pending.mustPlanAgain(i)) {
        works = pending.worksFrom(session, i, works);
        work = works.get(i);
      }
      carryOut(executor, work, pending.survey(), i + 1, works.size());
    }
  }

  private void carryOut(Executor executor, Executor.Work work, Survey survey, int number, int total)
      throws SQLException, Stale {
    MigrationPlan plan = work.plan();
    long began = System.nanoTime();
    events.accept(new ExecutionEvent.MigrationStarted(plan.id(), plan.direction(), number, total));
    executor.run(work, survey.stages(plan.id()));
    finished(plan, began);
  }

  private void finished(MigrationPlan plan, long began) {
    long millis = (System.nanoTime() - began) / 1_000_000;
    done.add(new RunReport.Done(plan.id(), plan.direction(), plan.statements().size(), millis));
    events.accept(new ExecutionEvent.MigrationFinished(plan.id(), plan.direction(), millis));
  }

  private void applyAtomically(Pending pending) throws SQLException, Stale {
    List<Executor.Work> works = pending.works(session);
    for (Executor.Work work : works) {
      if (!work.plan().isOneTransaction() || !pending.survey().stages(work.plan().id()).isEmpty()) {
        throw new Refused(
            work.plan().id()
                + " has statements that cannot run in a transaction, so the run cannot be one;"
                + " apply without --atomic");
      }
    }
    int total = works.size();
    List<Executor.Work> guarded = underOneTransaction(works);
    List<RunReport.Done> before = List.copyOf(done);
    try {
      executor(pending.snapshot())
          .runAtomically(
              guarded,
              work -> {
                long began = System.nanoTime();
                events.accept(
                    new ExecutionEvent.MigrationStarted(
                        work.plan().id(),
                        work.plan().direction(),
                        guarded.indexOf(work) + 1,
                        total));
                return () -> finished(work.plan(), began);
              });
    } catch (SQLException | Stale | RuntimeException failure) {
      done.clear();
      done.addAll(before);
      throw failure;
    }
  }

  /** Where one migration needs foreign keys off they are off for all, so all need receipts. */
  private List<Executor.Work> underOneTransaction(List<Executor.Work> works) {
    boolean suspends =
        works.stream()
            .flatMap(w -> w.plan().stages().stream())
            .anyMatch(Stage::suspendsForeignKeys);
    Optional<String> brokenKeys = dialect.brokenForeignKeys();
    if (!suspends || brokenKeys.isEmpty()) {
      return works;
    }
    return works.stream()
        .map(
            w ->
                new Executor.Work(
                    w.plan().withForeignKeysSuspended(brokenKeys.get()), w.recording()))
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
    try (WriterLock lock = lock()) {
      session.createTables();
      for (int attempt = 1; ; attempt++) {
        try {
          Undo undo = Undo.ofIds(dialect, session, options, ids, done);
          List<Executor.Work> works = undo.works(session);
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
    undo(options);
    if (!ids.isEmpty()) {
      try (WriterLock lock = lock()) {
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
