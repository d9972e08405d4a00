package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Remembered;
import dev.garganey.execute.Snapshot;
import dev.garganey.history.Revision;
import dev.garganey.history.RevisionKind;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.script.MigrationFile;
import java.sql.SQLException;
import java.util.ArrayList;
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
  private final Snapshot snapshot;
  private final Survey survey;
  private final List<Migration> migrations;
  private final Map<String, String> reformatted;
  private final List<String> notices;
  private final Recognition recognition;

  private Pending(
      Snapshot snapshot,
      Survey survey,
      List<Migration> migrations,
      Map<String, String> reformatted,
      List<String> notices,
      Recognition recognition) {
    this.snapshot = snapshot;
    this.survey = survey;
    this.migrations = migrations;
    this.reformatted = reformatted;
    this.notices = notices;
    this.recognition = recognition;
  }

  /**
   * What is pending now.
   *
   * @throws Refused if an applied migration changed, or a policy says so
   */
  static Pending of(Configuration configuration, Dialect dialect, Session session, Target target)
      throws SQLException {
    Remembered remembered = session.remembered();
    Snapshot snapshot = remembered.snapshot();
    Survey survey = session.survey(remembered);
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
    Set<String> applied = survey.settled();
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
    Recognition recognition = Recognition.of(dialect, session, survey, ordered);
    notices.addAll(recognition.notices(ordered));
    return new Pending(snapshot, survey, ordered, reformatted, notices, recognition);
  }

  /** The unapplied ones among these ids, whatever else is pending. */
  static Pending only(
      Configuration configuration, Dialect dialect, Session session, Set<String> ids)
      throws SQLException {
    Remembered remembered = session.remembered();
    Snapshot snapshot = remembered.snapshot();
    Survey survey = session.survey(remembered);
    Scripts scripts = session.scripts();
    List<Migration> chosen =
        scripts.evaluate(survey.unapplied().stream().filter(f -> ids.contains(f.id())).toList());
    List<Migration> ordered = scripts.located(() -> Order.of(chosen, survey.settled()));
    return new Pending(
        snapshot,
        survey,
        ordered,
        Map.of(),
        List.of(),
        Recognition.of(dialect, session, survey, ordered));
  }

  private static List<MigrationFile> upTo(Survey survey, String last) {
    List<MigrationFile> files = new ArrayList<>();
    for (MigrationFile file : survey.files()) {
      if (survey.isUnapplied(file)) {
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
      } else if (revision.kind() == RevisionKind.REPEATABLE) {
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
              + "\n"
              + "An applied migration must stay as it is. Put it back and write a new one; or, on a"
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
  Snapshot snapshot() {
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

  /** What of it is done already under other names. */
  Recognition recognition() {
    return recognition;
  }

  /** What is to be applied, in order. */
  List<Migration> migrations() {
    return migrations;
  }

  /**
   * The same, if it is what would be found now: when nothing else is in history, in the journal and
   * in the folder, no script needs to be evaluated again.
   *
   * @param now what the database remembers now
   */
  Optional<Pending> unlessChanged(Session session, Snapshot now) {
    boolean same = now.remembersAs(snapshot) && session.files().equals(survey.files());
    return same
        ? Optional.of(new Pending(now, survey, migrations, reformatted, notices, recognition))
        : Optional.empty();
  }
}
