package dev.garganey;

import dev.garganey.Verification.Problem;
import dev.garganey.dialect.Dialect;
import dev.garganey.history.Revision;
import dev.garganey.history.RevisionKind;
import dev.garganey.history.StageRecord;
import dev.garganey.history.StageState;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.RecordedOperations;
import dev.garganey.operation.Step;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reporting says where things stand and changes nothing. */
final class Reporting {
  private static final String UNDONE_OTHERWISE =
      "it says another way to undo it now; a rollback goes the one that was recorded when it was"
          + " applied";

  private final Configuration configuration;
  private final Dialect dialect;
  private final Session session;

  Reporting(Configuration configuration, Dialect dialect, Session session) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.session = session;
  }

  Status status() throws SQLException {
    Survey survey = session.survey();
    Edited edited = edited(survey);
    Map<String, Migration> changed = edited.up();
    Set<String> late = new HashSet<>();
    survey.outOfOrder().forEach(f -> late.add(f.id()));
    List<MigrationStatus> lines = new ArrayList<>();
    for (Revision revision : survey.gone()) {
      Optional<String> by = survey.replacements().by(revision.id()).map(Reporting::replacedBy);
      MigrationState state = by.isPresent() ? MigrationState.REPLACED : MigrationState.MISSING;
      lines.add(applied(revision, state, Optional.empty(), by));
    }
    for (MigrationFile file : survey.files()) {
      Revision revision = survey.revisions().get(file.id());
      if (revision == null && survey.replacements().isReplaced(file.id())) {
        lines.add(replaced(survey, file));
      } else if (revision == null) {
        lines.add(unapplied(survey, file, late.contains(file.id())));
      } else {
        lines.add(
            applied(
                revision,
                state(revision, changed.containsKey(file.id())),
                Optional.of(file.shownPath()),
                note(survey, file, revision, edited)));
      }
    }
    return new Status(configuration.target().shown(), dialect.product().title(), lines);
  }

  private static MigrationState state(Revision revision, boolean changed) {
    if (!changed) {
      return MigrationState.APPLIED;
    }
    return revision.kind() == RevisionKind.REPEATABLE
        ? MigrationState.PENDING
        : MigrationState.CHANGED;
  }

  private static Optional<String> note(
      Survey survey, MigrationFile file, Revision revision, Edited edited) {
    if (!survey.stages(file.id()).isEmpty()) {
      return Optional.of("its rollback was cut off; the next rollback goes on");
    }
    if (edited.down().contains(file.id())) {
      return Optional.of(UNDONE_OTHERWISE);
    }
    if (edited.up().containsKey(file.id())) {
      return Optional.of(
          revision.kind() == RevisionKind.REPEATABLE
              ? "changed; it will be applied again"
              : "its operations are others than those that were applied");
    }
    return revision.kind() == RevisionKind.APPLIED || revision.kind() == RevisionKind.REPEATABLE
        ? Optional.empty()
        : Optional.of(revision.kind().name().toLowerCase(java.util.Locale.ROOT));
  }

  private static MigrationStatus applied(
      Revision revision, MigrationState state, Optional<String> file, Optional<String> note) {
    return new MigrationStatus(
        revision.id(),
        state,
        revision.kind() == RevisionKind.REPEATABLE,
        file,
        revision.name().equals(revision.id()) ? Optional.empty() : Optional.of(revision.name()),
        Optional.of(revision.appliedAt()),
        Optional.of(revision.appliedBy()),
        Optional.of(revision.durationMillis()),
        note);
  }

  private static String replacedBy(String id) {
    return "replaced by " + id;
  }

  private static Optional<String> recognisable(Survey survey, String id) {
    return survey.replacements().replacesOneOf(id, survey.revisions().keySet())
        ? Optional.of("replaces what is applied; the next apply records it in their place")
        : Optional.empty();
  }

  /** The file of a migration that another one replaces: nothing runs it any more. */
  private static MigrationStatus replaced(Survey survey, MigrationFile file) {
    return new MigrationStatus(
        file.id(),
        MigrationState.REPLACED,
        false,
        Optional.of(file.shownPath()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        survey.replacements().by(file.id()).map(Reporting::replacedBy));
  }

  private static MigrationStatus unapplied(Survey survey, MigrationFile file, boolean late) {
    List<StageRecord> stages = survey.stages(file.id());
    MigrationState state =
        !stages.isEmpty()
            ? MigrationState.FAILED
            : late ? MigrationState.OUT_OF_ORDER : MigrationState.PENDING;
    Optional<String> note =
        stages.isEmpty()
            ? recognisable(survey, file.id())
            : Optional.of(
                "cut off: "
                    + stages.stream().filter(s -> s.state() == StageState.DONE).count()
                    + " of "
                    + stages.get(0).stages()
                    + " stages are done; the next apply goes on");
    return new MigrationStatus(
        file.id(),
        state,
        false,
        Optional.of(file.shownPath()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        note);
  }

  /**
   * The migrations of which something is told.
   *
   * @param up those whose operations are others now, by id; a reformatted one is not among them
   * @param down the ids of those that say how to undo them, in other words than history has
   */
  private record Edited(Map<String, Migration> up, Set<String> down) {}

  private Edited edited(Survey survey) throws SQLException {
    Map<String, Migration> up = new LinkedHashMap<>();
    Set<String> down = new LinkedHashSet<>();
    for (Migration migration : session.scripts().evaluate(survey.touched())) {
      String recorded = survey.revisions().get(migration.id()).operationsHash();
      if (!OperationJson.hash(migration.up()).equals(recorded)) {
        up.put(migration.id(), migration);
      } else if (isUndoneOtherwise(migration)) {
        down.add(migration.id());
      }
    }
    return new Edited(up, down);
  }

  /** What was derived is not written anywhere, so only what its author says can be compared. */
  private boolean isUndoneOtherwise(Migration migration) throws SQLException {
    if (migration.down().isEmpty() && migration.irreversible().isEmpty()) {
      return false;
    }
    Optional<RecordedOperations> recorded =
        session
            .history()
            .operations(session.connection(), migration.id())
            .filter(json -> !json.isEmpty())
            .map(OperationJson::read);
    return recorded.isPresent()
        && !(recorded.get().irreversible().equals(migration.irreversible())
            && (migration.irreversible().isPresent()
                || hash(migration.down().orElseThrow()).equals(hash(recorded.get().down()))));
  }

  private String hash(List<Step> down) {
    return OperationJson.hash(down.stream().filter(s -> s.isFor(dialect.product())).toList());
  }

  Verification verify() throws SQLException {
    Survey survey = session.survey();
    List<Problem> problems = new ArrayList<>();
    for (Revision revision : survey.missing()) {
      problems.add(
          new Problem(
              revision.id(),
              MigrationState.MISSING,
              "It was applied on " + revision.appliedAt() + ", but its file is gone",
              List.of()));
    }
    Edited edited = edited(survey);
    for (String id : edited.down()) {
      problems.add(new Problem(id, MigrationState.CHANGED, UNDONE_OTHERWISE, List.of()));
    }
    for (Map.Entry<String, Migration> entry : edited.up().entrySet()) {
      Revision revision = survey.revisions().get(entry.getKey());
      if (revision.kind() != RevisionKind.REPEATABLE) {
        problems.add(
            new Problem(
                revision.id(),
                MigrationState.CHANGED,
                "Its operations are others than those applied on " + revision.appliedAt(),
                session
                    .scripts()
                    .difference(
                        session
                            .history()
                            .operations(session.connection(), revision.id())
                            .orElseThrow(),
                        entry.getValue())));
      }
    }
    for (MigrationFile file : survey.outOfOrder()) {
      problems.add(
          new Problem(
              file.id(),
              MigrationState.OUT_OF_ORDER,
              "It is not applied, though a later one is",
              List.of()));
    }
    for (String id : survey.journalled().keySet()) {
      problems.add(new Problem(id, MigrationState.FAILED, "It was cut off half way", List.of()));
    }
    // Every script, folded from nothing: a wrong order or a missing table shows here.
    new Folder(configuration, dialect, session.scripts()).export();
    Set<String> all = new HashSet<>(survey.revisions().keySet());
    survey.files().forEach(f -> all.add(f.id()));
    return new Verification(
        configuration.target().shown(),
        all.size(),
        MigrationFolder.read(configuration.migrations()).unread(),
        problems);
  }
}
