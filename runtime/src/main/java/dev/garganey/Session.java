package dev.garganey;

import dev.garganey.dialect.Capability;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.Executor;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.Step;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Session is one connection and what is asked over it. */
final class Session implements AutoCloseable {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Secrets secrets;
  private final Connection connection;
  private final History history;
  private final Journal journal;

  private Session(
      Configuration configuration, Dialect dialect, Secrets secrets, Connection connection) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.connection = connection;
    this.history = new History(dialect, configuration.history());
    this.journal = new Journal(dialect, configuration.journal());
  }

  /**
   * A new connection.
   *
   * @throws DatabaseUnavailable if there is none to be had
   */
  static Session open(Configuration configuration, Dialect dialect, Secrets secrets) {
    ConnectionTarget target = configuration.target();
    try {
      return new Session(configuration, dialect, secrets, dialect.open(target));
    } catch (SQLException failure) {
      throw new DatabaseUnavailable(
          "Cannot open "
              + target
              + ": "
              + String.valueOf(failure.getMessage()).replace(target.url(), target.shown()),
          failure);
    }
  }

  Connection connection() {
    return connection;
  }

  History history() {
    return history;
  }

  Journal journal() {
    return journal;
  }

  /** What evaluates scripts. */
  Scripts scripts() {
    return new Scripts(configuration, dialect, secrets);
  }

  /** Folder and history, compared. */
  Survey survey() throws SQLException {
    List<MigrationFile> files = MigrationFolder.read(configuration.migrations()).files();
    return Survey.of(files, connection, history, journal);
  }

  /** What must not have changed when a plan made now is carried out. */
  Executor.Snapshot snapshot() throws SQLException {
    return Executor.Snapshot.of(connection, dialect, history, journal);
  }

  /** Makes Garganey's own tables where they are missing; others may be making them too. */
  void createTables() throws SQLException {
    long deadline = System.nanoTime() + configuration.lockTimeout().toNanos();
    while (true) {
      try {
        history.create(connection);
        journal.create(connection);
        return;
      } catch (SQLException failure) {
        if (!dialect.isLockTimeout(failure) || System.nanoTime() > deadline) {
          throw failure;
        }
      }
    }
  }

  /** The schema that a plan starts from: what is there, as richly as history knows it. */
  Schema base() throws SQLException {
    Schema live = live();
    boolean complete = dialect.capabilities().containsAll(Set.of(Capability.values()));
    return complete ? live : dialect.reconcile(recorded(), live);
  }

  /** The schema as the catalogue tells it. */
  Schema live() throws SQLException {
    return dialect.inspect(connection, Set.of(configuration.history(), configuration.journal()));
  }

  /** The schema that folding the recorded operations gives, as far as they go. */
  Schema recorded() throws SQLException {
    Schema schema = Schema.EMPTY;
    if (!dialect.hasTable(connection, configuration.history())) {
      return schema;
    }
    for (String json : history.allOperations(connection)) {
      for (Step step : OperationJson.read(json).up()) {
        if (step.isFor(dialect.product())) {
          schema = apply(step, schema);
        }
      }
    }
    return schema;
  }

  private static Schema apply(Step step, Schema schema) {
    try {
      return step.operation().applyTo(schema);
    } catch (SchemaMistake mistake) {
      // It touched what raw SQL made, of which history knows nothing; the live schema decides.
      return schema;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException alreadyLost) {
      // A connection that is gone needs no closing.
    }
  }
}
