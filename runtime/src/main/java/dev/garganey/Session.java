package dev.garganey;

import dev.garganey.dialect.Capability;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Waiting;
import dev.garganey.dialect.WriterLock;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.ExecutionContext;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Remembered;
import dev.garganey.execute.Snapshot;
import dev.garganey.execute.Turn;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.OperationJson;
import dev.garganey.operation.Step;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Session is one connection and what is asked over it. */
final class Session implements AutoCloseable {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Secrets secrets;
  private final Connection connection;
  private final History history;
  private final Journal journal;

  private final ExecutionContext context;
  private final Turn turn;

  /** What was read ahead; the first look at the folder takes it, each further one reads anew. */
  private Optional<Reading> ahead;

  private Session(
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      ExecutionContext context,
      Optional<Reading> ahead) {
    this.ahead = ahead;
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.connection = context.connection();
    this.history = context.history();
    this.journal = context.journal();
    this.context = context;
    this.turn = new Turn(context);
  }

  /**
   * A new connection.
   *
   * @throws DatabaseUnavailable if there is none to be had
   */
  static Session open(
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Interruption interruption,
      Consumer<ExecutionEvent> events) {
    return open(configuration, dialect, secrets, interruption, events, Optional.empty());
  }

  /**
   * A new connection for what compares the folder with the database: the folder is read while the
   * connection is being opened.
   *
   * @throws DatabaseUnavailable if there is none to be had
   */
  static Session comparing(
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Interruption interruption,
      Consumer<ExecutionEvent> events) {
    Reading ahead = Reading.begun(configuration.migrations());
    return open(configuration, dialect, secrets, interruption, events, Optional.of(ahead));
  }

  private static Session open(
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Interruption interruption,
      Consumer<ExecutionEvent> events,
      Optional<Reading> ahead) {
    Connection connection = connect(configuration, dialect);
    try {
      return of(connection, configuration, dialect, secrets, interruption, events, false, ahead);
    } catch (SQLException failure) {
      throw unavailable(configuration, dialect, failure);
    }
  }

  /** On a connection that somebody else has opened, perhaps with a transaction, and closes. */
  static Session over(
      Connection connection,
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Interruption interruption,
      Consumer<ExecutionEvent> events)
      throws SQLException {
    return of(
        connection, configuration, dialect, secrets, interruption, events, true, Optional.empty());
  }

  private static Session of(
      Connection connection,
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Interruption interruption,
      Consumer<ExecutionEvent> events,
      boolean asksFirst,
      Optional<Reading> ahead)
      throws SQLException {
    List<ObjectName> located =
        dialect.located(connection, List.of(configuration.history(), configuration.journal()));
    return new Session(
        configuration,
        dialect,
        secrets,
        new ExecutionContext(
            connection,
            dialect,
            new History(dialect, located.get(0), asksFirst),
            new Journal(dialect, located.get(1), asksFirst),
            configuration.execution(),
            interruption,
            events),
        ahead);
  }

  /**
   * A connection in autocommit mode.
   *
   * @throws DatabaseUnavailable if there is none to be had
   */
  static Connection connect(Configuration configuration, Dialect dialect) {
    try {
      return dialect.open(configuration.target());
    } catch (SQLException failure) {
      throw unavailable(configuration, dialect, failure);
    }
  }

  private static DatabaseUnavailable unavailable(
      Configuration configuration, Dialect dialect, SQLException failure) {
    return new DatabaseUnavailable(
        "Cannot open "
            + configuration.target()
            + ": "
            + reason(failure, dialect)
                .replace(configuration.target().url(), configuration.target().shown()),
        failure);
  }

  /** The message, and what a driver leaves to the cause: the host that does not exist. */
  private static String reason(SQLException failure, Dialect dialect) {
    return failure.getCause() instanceof UnknownHostException unknown
        ? "no host is known by the name " + unknown.getMessage()
        : advised(failure, dialect);
  }

  /** The database's message, and what to do about it where that is known. */
  static String advised(SQLException failure, Dialect dialect) {
    return dialect.message(failure) + dialect.advice(failure).map(a -> ". " + a + ".").orElse("");
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

  /** Another one on the same database, for when this connection is lost. */
  Session again() {
    return open(configuration, dialect, secrets, context.interruption(), context.events());
  }

  /** What reads schemas wherever they are stated. */
  SchemaReader schemas() {
    return new SchemaReader(configuration, dialect, secrets, Optional.empty());
  }

  /** What evaluates scripts. */
  Scripts scripts() {
    return new Scripts(configuration, dialect, secrets);
  }

  /** What plans are carried out with. */
  ExecutionContext context() {
    return context;
  }

  /** The files of the folder, in their order. */
  List<MigrationFile> files() {
    Optional<Reading> read = ahead;
    ahead = Optional.empty();
    return read.map(Reading::files)
        .orElseGet(() -> MigrationFolder.read(configuration.migrations()).files());
  }

  /**
   * Folder and history, compared. Only where they have not the same migrations, the scripts that
   * may replace others are evaluated.
   */
  Survey survey() throws SQLException {
    return survey(remembered());
  }

  /** The same of what the database is known to remember. */
  Survey survey(Remembered remembered) {
    Survey survey = Survey.of(files(), remembered);
    if (survey.isComplete()) {
      return survey;
    }
    List<MigrationFile> replacing = survey.files().stream().filter(f -> f.mayReplace()).toList();
    return survey.with(Replacements.of(scripts().evaluate(replacing)));
  }

  /** The same without looking for what is replaced. */
  Survey unevaluatedSurvey() throws SQLException {
    return Survey.of(files(), remembered());
  }

  /** All that the database remembers of migrations; one question. */
  Remembered remembered() throws SQLException {
    return context.remembered();
  }

  /** What must not have changed when a plan made now is carried out. */
  Snapshot snapshot() throws SQLException {
    return context.snapshot();
  }

  /** Does something as soon as nobody else is in the way. */
  <T> T patiently(Turn.Call<T> call) throws SQLException {
    return turn.await(call);
  }

  /** Makes the caller the one writer, and tells whoever listens for whom it waits. */
  WriterLock lock() throws SQLException {
    return dialect.lock(
        configuration.target(),
        configuration.lockTimeout(),
        new Waiting() {
          @Override
          public void begins(Optional<String> holder) {
            String database = configuration.target().shown();
            context.events().accept(new ExecutionEvent.WaitingForLock(database, holder));
          }

          @Override
          public void goesOn() {
            context.interruption().check();
          }
        });
  }

  /** Makes Garganey's own tables where they are missing; others may be making them too. */
  void createTables() throws SQLException {
    if (!patiently(this::hasTables)) {
      inTransaction(
          () -> {
            history.create(connection);
            journal.create(connection);
          });
    }
  }

  /** Takes Garganey's own tables away again. */
  void dropTables() throws SQLException {
    inTransaction(
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + dialect.quote(journal.name()));
            statement.execute("drop table if exists " + dialect.quote(history.name()));
          }
        });
  }

  /** Whether Garganey's own tables are there. */
  boolean hasTables() throws SQLException {
    return history.isThere(connection) && journal.isThere(connection);
  }

  /** Writing is what happens in a transaction. */
  interface Writing {
    void write() throws SQLException;
  }

  /** Writes something as soon as nobody else is writing, all of it or nothing. */
  void inTransaction(Writing writing) throws SQLException {
    turn.begin(false);
    try {
      writing.write();
      dialect.commit(connection);
    } catch (SQLException | RuntimeException failure) {
      dialect.rollback(connection);
      throw failure;
    } finally {
      dialect.end(connection);
    }
  }

  /** The schema that a plan starts from: what is there, as richly as history knows it. */
  Schema base() throws SQLException {
    return isComplete() ? live() : dialect.reconcile(recorded(), live());
  }

  /** The same where it is known what history has recorded. */
  Schema base(Schema recorded) throws SQLException {
    return isComplete() ? live() : dialect.reconcile(recorded, live());
  }

  /** Whether the catalogue keeps all that history knows. */
  boolean isComplete() {
    return dialect.capabilities().containsAll(Set.of(Capability.values()));
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
      schema = recorded(schema, OperationJson.read(json).up());
    }
    return schema;
  }

  /** What history will have recorded after these steps too. */
  Schema recorded(Schema before, List<Step> steps) {
    Schema schema = before;
    for (Step step : steps) {
      if (step.isFor(dialect.product())) {
        schema = apply(step, schema);
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
