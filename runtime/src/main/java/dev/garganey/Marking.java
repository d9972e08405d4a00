package dev.garganey;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.WriterLock;
import dev.garganey.execute.Refused;
import dev.garganey.history.History;
import dev.garganey.history.RevisionKind;
import dev.garganey.operation.Migration;
import dev.garganey.operation.OperationJson;
import dev.garganey.script.MigrationFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Marking writes to history without running anything: the user knows better. */
final class Marking {
  private final Configuration configuration;
  private final Session session;
  private final Scripts scripts;

  Marking(Configuration configuration, Dialect dialect, Session session) {
    this.configuration = configuration;
    this.session = session;
    this.scripts = session.scripts();
  }

  List<String> baseline(String text) throws SQLException {
    Survey survey = session.survey();
    String id = survey.resolve(text);
    List<MigrationFile> files = new ArrayList<>();
    boolean found = false;
    for (MigrationFile file : survey.files()) {
      if (found) {
        break;
      }
      found = file.id().equals(id);
      if (survey.isUnapplied(file)) {
        files.add(file);
      }
    }
    if (!found) {
      throw new Refused("There is no file of migration `" + id + "` to take as the baseline");
    }
    write(scripts.evaluate(files), RevisionKind.BASELINE);
    return files.stream().map(MigrationFile::id).toList();
  }

  boolean mark(String text, boolean applied) throws SQLException {
    Survey survey = session.survey();
    String id = survey.resolve(text);
    if (!applied) {
      return forget(survey, id);
    }
    if (survey.revisions().containsKey(id)) {
      return false;
    }
    MigrationFile file = survey.file(id).orElseThrow();
    write(scripts.evaluate(List.of(file)), RevisionKind.MARKED);
    return true;
  }

  private boolean forget(Survey survey, String id) throws SQLException {
    boolean known = survey.revisions().containsKey(id) || survey.journalled().containsKey(id);
    if (!known) {
      return false;
    }
    inTransaction(
        () -> {
          session.history().remove(session.connection(), id);
          session.journal().clear(session.connection(), id);
        });
    return true;
  }

  private void write(List<Migration> migrations, RevisionKind kind) throws SQLException {
    if (migrations.isEmpty()) {
      return;
    }
    inTransaction(
        () -> {
          for (Migration migration : migrations) {
            session
                .history()
                .record(session.connection(), entry(migration, kind), migration.replaces());
            session.journal().clear(session.connection(), migration.id());
          }
        });
  }

  /** How a migration is recorded that did not run. */
  History.Entry entry(Migration migration, RevisionKind kind) {
    String reason =
        "it was recorded as applied without running; to forget it: garganey mark "
            + migration.id()
            + " --pending";
    return new History.Entry(
        migration.id(),
        migration.description().orElse(migration.id()),
        migration.checksum(),
        OperationJson.hash(migration.up()),
        scripts.recorded(migration, List.of(), Optional.of(reason)),
        migration.repeatable() ? RevisionKind.REPEATABLE : kind,
        configuration.appliedBy(),
        0,
        Version.TEXT);
  }

  private void inTransaction(Session.Writing writing) throws SQLException {
    try (WriterLock lock = session.lock()) {
      session.createTables();
      session.inTransaction(writing);
    }
  }
}
