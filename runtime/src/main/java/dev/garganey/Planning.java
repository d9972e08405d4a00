package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Recording;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Work;
import dev.garganey.history.History;
import dev.garganey.history.RevisionKind;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.Operation;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Step;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Planning plans what is pending: all of it before the first one runs, so that a mistake in the
 * last is found in time, and those again whose plan was a guess because of SQL that cannot be read.
 */
final class Planning {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;
  private final Pending pending;
  private final List<Migration> migrations;
  private final Scripts scripts;
  private final Planner planner;
  private final Map<String, RecordedOperations> earlier = new TreeMap<>();

  /** The schema before the next migration, found since unreadable SQL ran; nothing before that. */
  private Optional<Foreseen> found = Optional.empty();

  private boolean guessing;
  private Optional<Schema> recorded = Optional.empty();
  private int recordedUntil;

  private Planning(Configuration configuration, Dialect dialect, Session session, Pending pending) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
    this.pending = pending;
    this.migrations = pending.migrations();
    this.scripts = session.scripts();
    this.planner = new Planner(dialect);
  }

  /** For what is pending now. */
  static Planning of(Configuration configuration, Dialect dialect, Session session, Pending pending)
      throws SQLException {
    Planning planning = new Planning(configuration, dialect, session, pending);
    for (Migration migration : pending.migrations()) {
      if (pending.survey().revisions().containsKey(migration.id())) {
        String json =
            session.history().operations(session.connection(), migration.id()).orElseThrow();
        planning.earlier.put(migration.id(), OperationJson.read(json));
      }
    }
    return planning;
  }

  /**
   * The plans of all, each with how it is recorded.
   *
   * @throws dev.garganey.script.ScriptMistakes with the mistakes of all of them
   */
  List<Work> all() throws SQLException {
    if (migrations.isEmpty()) {
      return List.of();
    }
    refuseHalfDone();
    Schema base = base();
    return scripts.located(() -> all(base));
  }

  private List<Work> all(Schema base) {
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Work> works = new ArrayList<>();
    Foreseen schema = Foreseen.of(dialect, base);
    Optional<String> code = Optional.empty();
    for (Migration migration : migrations) {
      try {
        Planner then = code.isPresent() ? planner.afterCode() : planner;
        Work work = guessed(work(then, migration, schema), migration, code);
        works.add(work);
        schema = work.plan().after();
        code = code.or(() -> runsCode(migration) ? Optional.of(migration.id()) : Optional.empty());
      } catch (PlanMistakes mistake) {
        mistakes.addAll(mistake.entries());
        schema = Foreseen.of(dialect, schema.schema().opened());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new PlanMistakes(mistakes);
    }
    return works;
  }

  /** What code makes of the schema shows only when it has run; what follows is planned again. */
  private Work guessed(Work work, Migration migration, Optional<String> code) {
    return code.isEmpty() || isVerbatim(migration)
        ? work
        : new Work(
            work.plan()
                .guessed(
                    "the data block of "
                        + code.get()
                        + " runs first, and this is planned again for what that leaves"),
            work.recording());
  }

  private boolean runsCode(Migration migration) {
    return migration.up().stream()
        .anyMatch(s -> s.isFor(dialect.product()) && s.operation() instanceof RunCode);
  }

  /**
   * What to carry out as the {@code i}th, once those before it are done: as it was planned, unless
   * that was a guess. Each is planned twice at most, and the database is inspected only after SQL
   * that cannot be read, and only for what looks at the schema.
   */
  Work now(int i, List<Work> works) throws SQLException {
    Migration migration = migrations.get(i);
    if (i > 0 && isOpaque(migrations.get(i - 1))) {
      guessing = true;
      found = Optional.empty();
    }
    if (!guessing || isVerbatim(migration)) {
      return works.get(i);
    }
    Foreseen before =
        found.isPresent() ? found.get() : Foreseen.of(dialect, session.base(recorded(i, works)));
    Work work = scripts.located(() -> work(planner, migration, before));
    found = Optional.of(work.plan().after());
    return work;
  }

  /**
   * What history has recorded when the {@code i}th is next; read once, and then kept up to date.
   */
  private Schema recorded(int i, List<Work> works) throws SQLException {
    Schema schema;
    if (recorded.isEmpty()) {
      schema = session.isComplete() ? Schema.EMPTY : session.recorded();
    } else {
      schema = recorded.get();
      for (Work done : works.subList(recordedUntil, i)) {
        schema = session.recorded(schema, done.plan().steps());
      }
    }
    recorded = Optional.of(schema);
    recordedUntil = i;
    return schema;
  }

  private boolean isOpaque(Migration migration) {
    return migration.up().stream()
        .anyMatch(s -> s.isFor(dialect.product()) && s.operation().isOpaque());
  }

  /** Whether it runs as it is, whatever the schema. */
  private boolean isVerbatim(Migration migration) {
    return migration.up().stream()
        .filter(s -> s.isFor(dialect.product()))
        .allMatch(s -> Foreseen.isVerbatim(s.operation()));
  }

  private void refuseHalfDone() {
    for (Migration migration : migrations.subList(1, migrations.size())) {
      if (pending.survey().journalled().containsKey(migration.id())) {
        throw new Refused(
            migration.id()
                + " was cut off half way and must be finished before anything else; put "
                + migrations.get(0).id()
                + " behind it, or apply --to "
                + migration.id()
                + " alone");
      }
    }
  }

  private Schema base() throws SQLException {
    Migration first = migrations.get(0);
    return pending.survey().stages(first.id()).isEmpty()
        ? session.base()
        : ResumeBase.of(session.recorded(), session.base(), first.up(), dialect.product());
  }

  private Work work(Planner planner, Migration migration, Foreseen schema) {
    if (pending.recognition().knows(migration)) {
      MigrationPlan done = pending.recognition().plan(migration, schema);
      return new Work(done, recording(migration, done));
    }
    MigrationPlan plan =
        earlier.containsKey(migration.id())
            ? again(planner, migration, earlier.get(migration.id()), schema)
            : planner.up(migration, schema);
    return new Work(plan, recording(migration, plan));
  }

  /**
   * A repeatable migration that changed: as it stands where that goes, else after undoing what it
   * did last time. Its inverse takes all of it away: what it says now, and what it said before.
   */
  static MigrationPlan again(
      Planner planner, Migration migration, RecordedOperations before, Foreseen schema) {
    List<Step> undo = before.down();
    try {
      MigrationPlan plan = planner.up(migration, schema);
      if (before.irreversible().isPresent()) {
        return withInverse(plan, undo, before.irreversible());
      }
      return migration.down().isPresent()
          ? plan
          : withWholeInverse(planner, plan, migration, undo, schema);
    } catch (PlanMistakes inTheWay) {
      if (before.irreversible().isPresent()) {
        throw inTheWay;
      }
      return planner.again(migration, undo, schema);
    }
  }

  /** The inverse as if it were applied for the first time, and what only the earlier one needs. */
  private static MigrationPlan withWholeInverse(
      Planner planner, MigrationPlan plan, Migration migration, List<Step> undo, Foreseen schema) {
    MigrationPlan fresh;
    try {
      fresh = planner.again(migration, undo, schema);
    } catch (PlanMistakes needsWhatIsThere) {
      return plan;
    }
    Set<Operation> undone =
        fresh.inverse().stream().map(Step::operation).collect(Collectors.toSet());
    List<Step> whole = new ArrayList<>(fresh.inverse());
    undo.stream()
        .filter(s -> !Foreseen.isVerbatim(s.operation()) && !undone.contains(s.operation()))
        .forEach(whole::add);
    return withInverse(plan, whole, fresh.irreversible());
  }

  private static MigrationPlan withInverse(
      MigrationPlan plan, List<Step> inverse, Optional<String> irreversible) {
    return new MigrationPlan(
        plan.id(),
        plan.file(),
        plan.direction(),
        plan.steps(),
        plan.stages(),
        inverse,
        irreversible,
        plan.hazards(),
        plan.after());
  }

  private Recording recording(Migration migration, MigrationPlan plan) {
    String operations = scripts.recorded(migration, plan.inverse(), plan.irreversible());
    String hash = OperationJson.hash(migration.up());
    return (millis, more) ->
        session
            .history()
            .recording(
                new History.Entry(
                    migration.id(),
                    migration.description().orElse(migration.id()),
                    migration.checksum(),
                    hash,
                    operations,
                    migration.repeatable() ? RevisionKind.REPEATABLE : RevisionKind.APPLIED,
                    configuration.appliedBy(),
                    millis,
                    Version.TEXT),
                more,
                migration.replaces());
  }
}
