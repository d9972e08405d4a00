package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Refused;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.Step;
import dev.garganey.plan.Direction;
import dev.garganey.plan.Foreseen;
import dev.garganey.plan.MigrationPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognition is what a database has done already of the migrations that replace others: where all
 * that one replaces is applied, it is recorded in their place and nothing runs.
 */
final class Recognition {
  private final Dialect dialect;
  private final Map<String, RecordedOperations> undoings = new LinkedHashMap<>();

  private Recognition(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * What of these is done already.
   *
   * @throws Refused if only a part of what one replaces is applied
   */
  static Recognition of(Dialect dialect, Session session, Survey survey, List<Migration> pending)
      throws SQLException {
    Recognition recognition = new Recognition(dialect);
    for (Migration migration : pending) {
      List<String> applied =
          survey.revisions().keySet().stream().filter(migration.replaces()::contains).toList();
      if (applied.isEmpty()) {
        continue;
      }
      refusePartly(migration, applied, survey);
      recognition.undoings.put(migration.id(), undoing(session, migration, applied));
    }
    return recognition;
  }

  private static void refusePartly(Migration migration, List<String> applied, Survey survey) {
    List<String> open =
        migration.replaces().stream()
            .filter(id -> !applied.contains(id) || survey.journalled().containsKey(id))
            .toList();
    if (!open.isEmpty()) {
      throw new Refused(
          migration.id()
              + " replaces "
              + String.join(", ", migration.replaces())
              + ", of which this database has applied only a part: "
              + String.join(", ", open)
              + (open.size() == 1 ? " is" : " are")
              + " not done. Take the file of "
              + migration.id()
              + " away for now, put back those that it replaces, apply them, and then apply it");
    }
  }

  /** Undoing it is undoing what was applied in its place, the last first. */
  private static RecordedOperations undoing(
      Session session, Migration migration, List<String> applied) throws SQLException {
    List<Step> down = new ArrayList<>();
    Optional<String> irreversible = migration.irreversible();
    boolean transactional = true;
    for (String id : applied) {
      RecordedOperations recorded =
          OperationJson.read(session.history().operations(session.connection(), id).orElseThrow());
      down.addAll(0, recorded.down());
      irreversible = irreversible.or(() -> recorded.irreversible().map(why -> id + ": " + why));
      transactional &= recorded.transactional();
    }
    return new RecordedOperations(
        migration.up(), irreversible.isPresent() ? List.of() : down, irreversible, transactional);
  }

  /** Whether a migration is done already. */
  boolean knows(Migration migration) {
    return undoings.containsKey(migration.id());
  }

  /** The plan of one that is done already: no statement, and the way back. */
  MigrationPlan plan(Migration migration, Foreseen schema) {
    RecordedOperations undoing = undoings.get(migration.id());
    return new MigrationPlan(
        migration.id(),
        migration.file(),
        Direction.UP,
        List.of(),
        List.of(),
        undoing.down().stream().filter(s -> s.isFor(dialect.product())).toList(),
        undoing.irreversible(),
        List.of(),
        schema);
  }

  /** What a user should know about it. */
  List<String> notices(List<Migration> pending) {
    return pending.stream()
        .filter(this::knows)
        .map(
            m ->
                m.id()
                    + " does what "
                    + String.join(", ", m.replaces())
                    + " did, and is recorded in their place without running")
        .toList();
  }
}
