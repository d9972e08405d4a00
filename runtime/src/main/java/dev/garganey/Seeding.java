package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.WriterLock;
import dev.garganey.diff.Seed;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Recording;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Snapshot;
import dev.garganey.execute.Stale;
import dev.garganey.execute.Work;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Suggestion;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Step;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import dev.garganey.seed.SeedPlanner;
import dev.garganey.seed.SeedSteps;
import dev.garganey.seed.TableRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Seeding makes tables hold the rows that seeds list. */
final class Seeding {
  private static final int STALE_LIMIT = 1000;

  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final long start = System.nanoTime();

  Seeding(Configuration configuration, Dialect dialect, Session session) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
  }

  /** What a run would do; reads only. */
  SeedReport plan(List<Seed> seeds, SeedOptions options) throws SQLException {
    List<Seed> chosen = chosen(seeds, options.tables());
    try {
      return session.patiently(() -> found(chosen, options));
    } catch (PlanMistakes mistakes) {
      return session
          .scripts()
          .located(
              () -> {
                throw mistakes;
              });
    }
  }

  /** Writes what differs, all of it or nothing; when nothing does, nothing is locked. */
  SeedReport run(List<Seed> seeds, SeedOptions options) throws SQLException {
    SeedReport first = plan(seeds, options);
    if (first.isNothing()) {
      return first;
    }
    try (WriterLock lock = session.lock()) {
      for (int attempt = 1; ; attempt++) {
        Snapshot snapshot = session.snapshot();
        // Others may have been at work until the lock was free.
        SeedReport report = plan(seeds, options);
        try {
          if (report.plan().isPresent()) {
            write(report.plan().get(), snapshot);
          }
          return timed(report);
        } catch (Stale stale) {
          if (attempt == STALE_LIMIT) {
            throw new Refused(
                "Others changed the schema each time before this run could; try again when they"
                    + " are done");
          }
        }
      }
    }
  }

  private void write(MigrationPlan plan, Snapshot snapshot) throws SQLException, Stale {
    dialect.limitLockWait(session.connection(), configuration.statementLockTimeout());
    new Executor(session.context(), snapshot).run(new Work(plan, Recording.NONE), List.of());
  }

  private static List<Seed> chosen(List<Seed> seeds, Set<ObjectName> tables) {
    List<ObjectName> known = seeds.stream().map(Seed::table).toList();
    for (ObjectName table : tables) {
      if (!known.contains(table)) {
        throw new IllegalArgumentException(
            "There is no seed of a table `"
                + table
                + "`"
                + Suggestion.clause(
                    table.toString(), known.stream().map(ObjectName::toString).toList()));
      }
    }
    return seeds.stream().filter(s -> tables.isEmpty() || tables.contains(s.table())).toList();
  }

  private SeedReport found(List<Seed> seeds, SeedOptions options) throws SQLException {
    if (seeds.isEmpty()) {
      return report(List.of(), Optional.empty());
    }
    Schema live = session.live();
    SeedSteps steps =
        new SeedPlanner(
                session.connection(),
                dialect,
                live,
                session.context().interruption(),
                options.exactly())
            .plan(seeds);
    requireNamed(steps, options.allowedDataLoss());
    return report(
        steps.tables(),
        steps.steps().isEmpty()
            ? Optional.empty()
            : Optional.of(new Planner(dialect).up(migration(steps.steps()), live)));
  }

  private static void requireNamed(SeedSteps steps, Set<String> allowed) {
    Set<String> unnamed = new TreeSet<>(steps.losing());
    unnamed.removeAll(allowed);
    if (!unnamed.isEmpty()) {
      String rows =
          steps.tables().stream()
              .filter(t -> t.deleted() > 0)
              .map(t -> t.deleted() + " of " + t.table())
              .collect(Collectors.joining(", "));
      throw new Refused(
          "Rows that no seed lists would be deleted: "
              + rows
              + ". Nothing was changed. If they may go, and what refers to them with ON DELETE"
              + " CASCADE, name the tables: --allow-data-loss "
              + String.join(",", new TreeSet<>(steps.losing())));
    }
  }

  private static Migration migration(List<Step> steps) {
    return new Migration(
        "seed",
        "seed",
        "",
        Optional.empty(),
        steps,
        Optional.empty(),
        true,
        false,
        List.of(),
        List.of(),
        Optional.of("seeds have no way back"));
  }

  private SeedReport report(List<TableRows> tables, Optional<MigrationPlan> plan) {
    return new SeedReport(
        configuration.target().shown(), dialect.product().title(), tables, plan, millis());
  }

  private SeedReport timed(SeedReport report) {
    return new SeedReport(
        report.database(), report.product(), report.tables(), report.plan(), millis());
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
