package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Executor;
import dev.garganey.execute.Refused;
import dev.garganey.history.History;
import dev.garganey.history.Revision;
import dev.garganey.history.RevisionKind;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.Step;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.PlanMistakes;
import dev.garganey.plan.Planner;
import dev.garganey.script.MigrationFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pending is what an apply has to do: the unapplied migrations as far as the target, evaluated and
 * ordered, and the changed repeatable ones.
 */
final class Pending {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Executor.Snapshot snapshot;
  private final Survey survey;
  private final List<Migration> migrations;
  private final Map<String, String> reformatted;
  private final List<String> notices;
  private final Scripts scripts;

  private Pending(
      Configuration configuration,
      Dialect dialect,
      Executor.Snapshot snapshot,
      Survey survey,
      List<Migration> migrations,
      Map<String, String> reformatted,
      List<String> notices,
      Scripts scripts) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.snapshot = snapshot;
    this.survey = survey;
    this.migrations = migrations;
    this.reformatted = reformatted;
    this.notices = notices;
    this.scripts = scripts;
  }

  /**
   * What is pending now.
   *
   * @throws Refused if an applied migration changed, or a policy says so
   */
  static Pending of(Configuration configuration, Dialect dialect, Session session, Target target)
      throws SQLException {
    Executor.Snapshot snapshot = session.snapshot();
    Survey survey = session.survey();
    List<String> notices = new ArrayList<>();
    Scripts scripts = session.scripts();
    Map<String, String> reformatted = new TreeMap<>();
    List<Migration> repeated = touched(survey, scripts, session, reformatted);
    consider(
        configuration.missing(),
        survey.missing().stream().map(Revision::id).toList(),
        "applied, but the file is gone",
        notices);
    consider(
        configuration.outOfOrder(),
        survey.outOfOrder().stream().map(MigrationFile::id).toList(),
        "out of order: a later one is applied already",
        notices);
    List<MigrationFile> files = survey.unapplied();
    Optional<String> last = target.to().map(survey::resolve);
    if (last.isPresent()) {
      files = upTo(survey, last.get());
    }
    List<Migration> fresh = scripts.evaluate(files);
    Set<String> applied = survey.revisions().keySet();
    List<Migration> ordered =
        scripts.located(
            () -> {
              List<Migration> all = new ArrayList<>(fresh);
              if (last.isEmpty()) {
                all.addAll(repeated);
              }
              return Order.of(all, applied);
            });
    if (target.steps().isPresent()) {
      ordered = ordered.subList(0, Math.min(target.steps().get(), ordered.size()));
    }
    return new Pending(
        configuration, dialect, snapshot, survey, ordered, reformatted, notices, scripts);
  }

  /** The unapplied ones among these ids, whatever else is pending. */
  static Pending only(
      Configuration configuration, Dialect dialect, Session session, Set<String> ids)
      throws SQLException {
    Executor.Snapshot snapshot = session.snapshot();
    Survey survey = session.survey();
    Scripts scripts = session.scripts();
    List<Migration> chosen =
        scripts.evaluate(survey.unapplied().stream().filter(f -> ids.contains(f.id())).toList());
    List<Migration> ordered = scripts.located(() -> Order.of(chosen, survey.revisions().keySet()));
    return new Pending(
        configuration, dialect, snapshot, survey, ordered, Map.of(), List.of(), scripts);
  }

  private static List<MigrationFile> upTo(Survey survey, String last) {
    List<MigrationFile> files = new ArrayList<>();
    for (MigrationFile file : survey.files()) {
      if (!survey.revisions().containsKey(file.id())) {
        files.add(file);
      }
      if (file.id().equals(last)) {
        return files;
      }
    }
    throw new Refused("The file of `" + last + "` is gone, so there is nothing to apply up to it");
  }

  /** The repeatable ones that changed; a changed one of any other kind is refused. */
  private static List<Migration> touched(
      Survey survey, Scripts scripts, Session session, Map<String, String> reformatted)
      throws SQLException {
    List<Migration> repeated = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (Migration migration : scripts.evaluate(survey.touched())) {
      Revision revision = survey.revisions().get(migration.id());
      if (OperationJson.hash(migration.up()).equals(revision.operationsHash())) {
        reformatted.put(migration.id(), migration.checksum());
      } else if (revision.kind() == RevisionKind.REPEATABLE || migration.repeatable()) {
        repeated.add(migration);
      } else {
        changed.add(
            migration.file()
                + " was applied on "
                + revision.appliedAt()
                + " with other operations:\n  "
                + String.join(
                    "\n  ",
                    scripts.difference(
                        session
                            .history()
                            .operations(session.connection(), migration.id())
                            .orElseThrow(),
                        migration)));
      }
    }
    if (!changed.isEmpty()) {
      throw new Refused(
          String.join("\n", changed)
              + "\nAn applied migration must stay as it is. Put it back and write a new one; or, on a"
              + " database of your own, garganey redo.");
    }
    return repeated;
  }

  private static void consider(Policy policy, List<String> ids, String what, List<String> notices) {
    if (ids.isEmpty() || policy == Policy.ALLOW) {
      return;
    }
    String message = String.join(", ", ids) + " " + (ids.size() == 1 ? "is " : "are ") + what;
    if (policy == Policy.REFUSE) {
      throw new Refused(message + "; the settings refuse that");
    }
    notices.add(message);
  }

  boolean isEmpty() {
    return migrations.isEmpty();
  }

  /** Whether files were reformatted, which history does not know yet. */
  boolean hasReformatted() {
    return !reformatted.isEmpty();
  }

  /** Taken before anything else was read, so that a change since then shows. */
  Executor.Snapshot snapshot() {
    return snapshot;
  }

  Survey survey() {
    return survey;
  }

  List<String> notices() {
    return notices;
  }

  Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    migrations.forEach(m -> ids.add(m.id()));
    return ids;
  }

  /** Notes files that were only reformatted, so that the next run need not evaluate them. */
  void recordReformatted(Session session) throws SQLException {
    for (Map.Entry<String, String> entry : reformatted.entrySet()) {
      session.history().reformatted(session.connection(), entry.getKey(), entry.getValue());
    }
    reformatted.clear();
  }

  /** Whether what comes before makes the plan of the {@code i}th one a guess. */
  boolean mustPlanAgain(int i) {
    return i > 0
        && migrations.get(i - 1).up().stream()
            .anyMatch(s -> s.isFor(dialect.product()) && s.operation().isOpaque());
  }

  List<MigrationPlan> plans(Session session) throws SQLException {
    return works(session).stream().map(Executor.Work::plan).toList();
  }

  /** The plans of all, each with how it is recorded. */
  List<Executor.Work> works(Session session) throws SQLException {
    return isEmpty() ? List.of() : worksFrom(session, 0, List.of());
  }

  /** The works before the {@code from}th as they are, and that one and the rest planned anew. */
  List<Executor.Work> worksFrom(Session session, int from, List<Executor.Work> before)
      throws SQLException {
    Schema base = base(session, from);
    Map<String, RecordedOperations> earlier = new TreeMap<>();
    for (Migration migration : migrations.subList(from, migrations.size())) {
      if (survey.revisions().containsKey(migration.id())) {
        earlier.put(
            migration.id(),
            OperationJson.read(
                session.history().operations(session.connection(), migration.id()).orElseThrow()));
      }
    }
    List<Executor.Work> works = new ArrayList<>(before.subList(0, from));
    works.addAll(scripts.located(() -> plan(session, from, base, earlier)));
    return works;
  }

  private Schema base(Session session, int from) throws SQLException {
    Migration first = migrations.get(from);
    if (survey.stages(first.id()).isEmpty()) {
      return session.base();
    }
    return ResumeBase.of(session.recorded(), session.base(), first.up(), dialect.product());
  }

  private List<Executor.Work> plan(
      Session session, int from, Schema base, Map<String, RecordedOperations> earlier) {
    Planner planner = new Planner(dialect);
    List<PlanMistakes.Entry> mistakes = new ArrayList<>();
    List<Executor.Work> works = new ArrayList<>();
    Schema schema = base;
    Set<String> halfDone = new HashSet<>(survey.journalled().keySet());
    for (Migration migration : migrations.subList(from, migrations.size())) {
      if (halfDone.contains(migration.id()) && works.size() + from > 0 && from == 0) {
        throw new Refused(
            migration.id()
                + " was cut off half way and must be finished before anything else; put "
                + works.get(0).plan().id()
                + " behind it, or apply --to "
                + migration.id()
                + " alone");
      }
      try {
        MigrationPlan plan =
            earlier.containsKey(migration.id())
                ? again(planner, migration, earlier.get(migration.id()), schema)
                : planner.up(migration, schema);
        works.add(new Executor.Work(plan, recording(session, migration, plan)));
        schema = plan.after();
      } catch (PlanMistakes found) {
        mistakes.addAll(found.entries());
        schema = schema.opened();
      }
    }
    if (!mistakes.isEmpty()) {
      throw new PlanMistakes(mistakes);
    }
    return works;
  }

  /**
   * A repeatable migration that changed: as it stands where that goes, else after undoing what it
   * did last time. Its inverse stays the one that takes all of it away.
   */
  private MigrationPlan again(
      Planner planner, Migration migration, RecordedOperations earlier, Schema schema) {
    List<Step> undo = earlier.down();
    try {
      MigrationPlan plan = planner.up(migration, schema);
      return withInverse(plan, undo, earlier.irreversible());
    } catch (PlanMistakes inTheWay) {
      if (earlier.irreversible().isPresent()) {
        throw inTheWay;
      }
      List<Step> both = new ArrayList<>(undo);
      both.addAll(migration.up());
      Schema cleared =
          planner.down(migration.id(), migration.file(), undo, true, schema, Set.of()).after();
      MigrationPlan fresh = planner.up(migration, cleared);
      MigrationPlan whole =
          planner.up(
              new Migration(
                  migration.id(),
                  migration.file(),
                  migration.checksum(),
                  migration.description(),
                  both,
                  migration.down(),
                  migration.transactional(),
                  true,
                  migration.requires(),
                  migration.irreversible()),
              schema);
      return withInverse(whole, fresh.inverse(), fresh.irreversible());
    }
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

  private Executor.Recording recording(Session session, Migration migration, MigrationPlan plan) {
    String operations = scripts.recorded(migration, plan.inverse(), plan.irreversible());
    String hash = OperationJson.hash(migration.up());
    return (connection, millis) ->
        session
            .history()
            .record(
                connection,
                new History.Entry(
                    migration.id(),
                    migration.description().orElse(migration.id()),
                    migration.checksum(),
                    hash,
                    operations,
                    migration.repeatable() ? RevisionKind.REPEATABLE : RevisionKind.APPLIED,
                    configuration.appliedBy(),
                    millis,
                    Version.TEXT));
  }
}
