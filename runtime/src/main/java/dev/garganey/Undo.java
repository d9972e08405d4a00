package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Refused;
import dev.garganey.execute.Remembered;
import dev.garganey.execute.Snapshot;
import dev.garganey.execute.Work;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.RunCode;
import dev.garganey.operation.Step;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.script.MigrationFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Undo is what a rollback has to do, by the inverse operations in history. */
final class Undo {
  private final Dialect dialect;
  private final Snapshot snapshot;
  private final Survey survey;
  private final Set<String> allowed;
  private final Map<String, RecordedOperations> operations;
  private final Scripts scripts;

  private Undo(
      Dialect dialect,
      Snapshot snapshot,
      Survey survey,
      Set<String> allowed,
      Map<String, RecordedOperations> operations,
      Scripts scripts) {
    this.dialect = dialect;
    this.snapshot = snapshot;
    this.survey = survey;
    this.allowed = allowed;
    this.operations = operations;
    this.scripts = scripts;
  }

  /**
   * What the options ask to undo.
   *
   * @throws Refused if one of them is irreversible, or another migration is half applied
   */
  static Undo of(Dialect dialect, Session session, RollbackOptions options) throws SQLException {
    Remembered remembered = session.remembered();
    Snapshot snapshot = remembered.snapshot();
    Survey survey = Survey.of(session.files(), remembered);
    return of(dialect, session, options, snapshot, survey, chosen(survey, options.target()));
  }

  /** The same for known ids, without those that are done. */
  static Undo ofIds(
      Dialect dialect,
      Session session,
      RollbackOptions options,
      List<String> ids,
      List<RunReport.Done> done)
      throws SQLException {
    Remembered remembered = session.remembered();
    Snapshot snapshot = remembered.snapshot();
    Survey survey = Survey.of(session.files(), remembered);
    Set<String> finished = new HashSet<>();
    done.forEach(d -> finished.add(d.id()));
    List<String> rest =
        ids.stream()
            .filter(id -> !finished.contains(id) && survey.revisions().containsKey(id))
            .toList();
    return of(dialect, session, options, snapshot, survey, rest);
  }

  private static Undo of(
      Dialect dialect,
      Session session,
      RollbackOptions options,
      Snapshot snapshot,
      Survey survey,
      List<String> ids)
      throws SQLException {
    for (String id : survey.journalled().keySet()) {
      if (!survey.revisions().containsKey(id)) {
        throw new Refused(
            id + " is half applied; finish it with garganey apply before anything is rolled back");
      }
      if (!ids.isEmpty() && !ids.get(0).equals(id)) {
        throw new Refused("The rollback of " + id + " was cut off; finish that one first");
      }
    }
    Map<String, RecordedOperations> operations = new LinkedHashMap<>();
    Map<String, String> written = session.history().operations(session.connection(), ids);
    for (String id : ids) {
      RecordedOperations recorded = OperationJson.read(Objects.requireNonNull(written.get(id)));
      if (recorded.irreversible().isPresent()) {
        throw new Refused(id + " cannot be rolled back: " + recorded.irreversible().get());
      }
      operations.put(id, recorded);
    }
    return new Undo(
        dialect, snapshot, survey, options.allowDataLoss(), operations, session.scripts());
  }

  /** The ids to undo, last applied first. */
  private static List<String> chosen(Survey survey, Target target) {
    List<String> applied = new ArrayList<>(survey.revisions().keySet());
    Collections.reverse(applied);
    if (target.to().isPresent()) {
      String last = survey.resolve(target.to().get());
      int at = applied.indexOf(last);
      if (at < 0) {
        throw new Refused("`" + last + "` is not applied, so there is no going back to it");
      }
      return applied.subList(0, at);
    }
    int count = target.steps().orElse(1);
    return applied.subList(0, Math.min(count, applied.size()));
  }

  List<String> ids() {
    return List.copyOf(operations.keySet());
  }

  /** Taken before anything else was read, so that a change since then shows. */
  Snapshot snapshot() {
    return snapshot;
  }

  Survey survey() {
    return survey;
  }

  List<MigrationPlan> plans(Session session) throws SQLException {
    return works(session).stream().map(Work::plan).toList();
  }

  /** The plans, each with how its record is removed. */
  List<Work> works(Session session) throws SQLException {
    if (operations.isEmpty()) {
      return List.of();
    }
    Schema base = base(session);
    return scripts.located(
        () -> {
          Planner planner = new Planner(dialect);
          List<Work> works = new ArrayList<>();
          Foreseen schema = Foreseen.of(dialect, base);
          Set<String> mayGo = allowed;
          for (Map.Entry<String, RecordedOperations> entry : operations.entrySet()) {
            String id = entry.getKey();
            RecordedOperations recorded = entry.getValue();
            MigrationPlan plan =
                planner.down(
                    id,
                    file(id),
                    withCode(id, recorded.down()),
                    recorded.transactional(),
                    schema,
                    mayGo);
            works.add(new Work(plan, (millis, more) -> session.history().removal(id)));
            schema = plan.after();
            mayGo = planner.names(mayGo, plan);
          }
          return works;
        });
  }

  private Schema base(Session session) throws SQLException {
    Map.Entry<String, RecordedOperations> first = operations.entrySet().iterator().next();
    if (survey.stages(first.getKey()).isEmpty()) {
      return session.base();
    }
    return ResumeBase.of(
        session.recorded(), session.base(), first.getValue().down(), dialect.product());
  }

  private String file(String id) {
    return survey.file(id).map(MigrationFile::shownPath).orElse(id);
  }

  /**
   * The code of data blocks is not in history; it is taken from the file, if that says the same.
   */
  private List<Step> withCode(String id, List<Step> down) {
    if (down.stream().noneMatch(s -> s.operation() instanceof RunCode)) {
      return down;
    }
    Optional<List<Step>> written =
        survey
            .file(id)
            .map(f -> scripts.evaluate(List.of(f)).get(0))
            .flatMap(Migration::down)
            .filter(d -> OperationJson.hash(d).equals(OperationJson.hash(down)));
    return written.orElseThrow(
        () ->
            new Refused(
                "The rollback of "
                    + id
                    + " runs a data block, whose code is only in its file, and that is gone or"
                    + " changed"));
  }
}
