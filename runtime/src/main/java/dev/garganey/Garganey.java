package dev.garganey;

import dev.garganey.compare.SchemaSource;
import dev.garganey.console.Console;
import dev.garganey.console.ResultRows;
import dev.garganey.console.Tables;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Dialects;
import dev.garganey.dialect.TransactionState;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Seed;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Refused;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.Exploration;
import dev.garganey.history.Revision;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.script.ScriptContext;
import dev.garganey.script.Snippets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Garganey moves one database: the facade for services that embed it and for the command line.
 *
 * <p>Each call opens a connection of its own and closes it. Failures that are meant for the user
 * are {@link dev.garganey.execute.GarganeyException}, {@link dev.garganey.script.ScriptMistakes}
 * and {@link dev.garganey.dialect.LockNotObtained}; an {@link IllegalArgumentException} names an id
 * that does not exist.
 */
public final class Garganey implements AutoCloseable {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Consumer<ExecutionEvent> listener;
  private final Interruption interruption = new Interruption();
  private final Secrets secrets;

  /** The console over whose connection everything is asked, instead of one for each call. */
  private final Optional<Console> lent;

  private Garganey(
      Configuration configuration,
      Dialect dialect,
      Consumer<ExecutionEvent> listener,
      Optional<Console> lent) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = new Secrets(configuration);
    this.listener = event -> listener.accept(secrets.mask(event));
    this.lent = lent;
  }

  /**
   * A facade for one database; opens nothing yet.
   *
   * @param listener told what happens while plans run
   * @throws IllegalArgumentException if the URL is for no product known here
   */
  public static Garganey open(Configuration configuration, Consumer<ExecutionEvent> listener) {
    return open(configuration, Dialects.accepting(configuration.target()), listener);
  }

  /** The same with a dialect of the caller's, such as one whose connections fail on purpose. */
  static Garganey open(
      Configuration configuration, Dialect dialect, Consumer<ExecutionEvent> listener) {
    return new Garganey(configuration, dialect, listener, Optional.empty());
  }

  /**
   * The same database as a console's connection sees it, with what its open transaction has done;
   * it can be read and not be changed. What is read of it is read on the caller's thread.
   */
  public Garganey over(Console console) {
    return new Garganey(configuration, dialect, listener, Optional.of(console));
  }

  /** Where every migration stands; evaluates only those whose source changed. */
  public Status status() {
    return comparing(session -> new Reporting(configuration, dialect, session).status());
  }

  /** What an apply would run. */
  public Plan plan(ApplyOptions options) {
    return comparing(session -> secrets.mask(run(session).planApply(options)));
  }

  /** What a rollback would run. */
  public Plan planRollback(RollbackOptions options) {
    return inSession(session -> secrets.mask(run(session).planRollback(options)));
  }

  /** Applies what is pending, as far as the target says. */
  public RunReport apply(ApplyOptions options) {
    refuseInTrial();
    return comparing(session -> run(session).apply(options));
  }

  /** Undoes what was applied last, as far as the target says; needs no files. */
  public RunReport rollback(RollbackOptions options) {
    return changing(session -> run(session).rollback(options));
  }

  /** Undoes the migrations that were applied last and applies them again. */
  public RunReport redo(RollbackOptions options) {
    return changing(session -> run(session).redo(options));
  }

  /** Compares files and history, and proves offline that the files fit each other. */
  public Verification verify() {
    return comparing(session -> new Reporting(configuration, dialect, session).verify());
  }

  /** The records of what was applied, in order. */
  public List<Revision> history() {
    return inSession(session -> session.history().read(session.connection()));
  }

  /**
   * Records every migration up to and including one as applied, without running it.
   *
   * @return the ids that were recorded
   */
  public List<String> baseline(String id) {
    return changing(session -> new Marking(configuration, dialect, session).baseline(id));
  }

  /**
   * Records one migration as applied, or as pending again, without running anything.
   *
   * @return whether that changed something
   */
  public boolean mark(String id, boolean applied) {
    return changing(session -> new Marking(configuration, dialect, session).mark(id, applied));
  }

  /** The plan of the whole folder for an empty database; opens no connection. */
  public Plan export() {
    return telling(
        () ->
            secrets.mask(
                new Folder(configuration, dialect, new Scripts(configuration, dialect, secrets))
                    .export()));
  }

  /**
   * What differs between two schemas, wherever they are stated.
   *
   * @throws dev.garganey.execute.ScratchFailed if a throwaway database is needed and not to be had
   */
  public SchemaDifference diff(SchemaSource from, SchemaSource to) {
    interruption.check();
    return telling(() -> new Generating(configuration, dialect, reader()).difference(from, to));
  }

  /** What was changed on the database by others than the migrations in its history. */
  public SchemaDifference drift() {
    return inSession(
        session -> new Generating(configuration, dialect, session.schemas()).drift(session));
  }

  /**
   * The migration that makes a model come true, proved on a throwaway database; writes nothing.
   *
   * @param model the folder of model scripts
   */
  public Generation generate(Path model, Optional<String> description, Answers answers) {
    interruption.check();
    return telling(
        () ->
            new Generating(configuration, dialect, reader()).generate(model, description, answers));
  }

  /** What bringing an existing database under Garganey would do, all of it proved. */
  public Adoption planAdoption(AdoptOptions options) {
    return changing(session -> new Adopting(configuration, dialect, session, options).plan());
  }

  /**
   * Brings an existing database under Garganey: writes its model and a baseline, proves that they
   * are what is there, and records the baseline as applied. All of it is done or, where there are
   * refusals, nothing.
   */
  public Adoption adopt(AdoptOptions options) {
    return changing(session -> new Adopting(configuration, dialect, session, options).adopt());
  }

  /** What {@link #push} would do. */
  public Push planPush(Path model, Answers answers, Set<String> allowedDataLoss) {
    return changing(
        session ->
            new Pushing(configuration, dialect, session).plan(model, answers, allowedDataLoss));
  }

  /**
   * Makes the database be as the model says, without a migration; history is not told.
   *
   * @param allowedDataLoss the tables and columns whose data may be lost
   */
  public Push push(Path model, Answers answers, Set<String> allowedDataLoss) {
    return changing(
        session ->
            new Pushing(configuration, dialect, session).push(model, answers, allowedDataLoss));
  }

  /**
   * A schema as the scripts of a model; writes nothing.
   *
   * @throws dev.garganey.execute.Refused if a schema or table that is asked for is not there
   */
  public Pulled pull(SchemaSource source, PullOptions options) {
    interruption.check();
    return telling(() -> new Pulling(dialect, reader()).pull(source, options));
  }

  /**
   * The rows that belong to the schema: the seeds of a model and of the folder {@code seeds}, or of
   * that folder alone. Opens no connection, unless raw SQL has to be run to know a table.
   *
   * @param model the folder of model scripts; there may be none
   */
  public List<Seed> seeds(Path model) {
    interruption.check();
    return telling(() -> reader().seeds(model));
  }

  /** What {@link #seed} would do. */
  public SeedReport planSeed(List<Seed> seeds, SeedOptions options) {
    return inSession(session -> new Seeding(configuration, dialect, session).plan(seeds, options));
  }

  /** Makes tables hold the rows that seeds list, in one transaction. */
  public SeedReport seed(List<Seed> seeds, SeedOptions options) {
    return changing(session -> new Seeding(configuration, dialect, session).run(seeds, options));
  }

  /**
   * Proves the folder of migrations sound on throwaway databases; the database itself is not asked.
   *
   * @param revision a git revision whose migrations are tried together with these, in both orders
   */
  public Soundness check(Optional<String> revision) {
    interruption.check();
    Checking checking =
        new Checking(configuration, dialect, new Scripts(configuration, dialect, secrets));
    return telling(() -> revision.isPresent() ? checking.against(revision.get()) : checking.check())
        .showing(secrets::mask);
  }

  /**
   * One migration that does the work of several, proved on throwaway databases; writes nothing.
   *
   * @param from an id or the beginning of one; empty for the first
   * @param to the last
   * @param slug what the file is called after its number
   */
  public Squash squash(Optional<String> from, String to, String slug, String description) {
    Scripts scripts = new Scripts(configuration, dialect, secrets);
    return telling(
        () -> new Squashing(configuration, dialect, scripts).squash(from, to, slug, description));
  }

  /** The schema that a source states. */
  public Schema schema(SchemaSource source) {
    interruption.check();
    return telling(() -> reader().read(source).schema());
  }

  /** A connection of its own on which a person runs SQL; open until it is closed. */
  public Console console() {
    return new Console(() -> Session.connect(configuration, dialect), dialect);
  }

  /** A trial on a console's connection, which is not open yet. */
  public Trial trial(Console console) {
    return new Trial(configuration, dialect, secrets, console, listener);
  }

  /**
   * What evaluates what a person types, with the tables of the database as {@code db}.
   *
   * @param rows sends the queries that are made of them
   * @param tables the tables and views there are, asked for when somebody wants to know
   * @param printed takes what is printed
   */
  public Snippets snippets(
      Tables.Rows rows, Supplier<Collection<ObjectName>> tables, Consumer<String> printed) {
    ScriptContext context =
        new ScriptContext(dialect.product(), secrets::variable, configuration.project());
    return new Snippets(
        context,
        configuration.migrations(),
        Map.of("db", new Tables(dialect, rows, tables)),
        printed);
  }

  /** The name as SQL can say it: between quotes only where it has to be. */
  public String written(String name) {
    return dialect.isPlainName(name) ? name : dialect.quote(name);
  }

  /** The product that the database is of. */
  public Product product() {
    return dialect.product();
  }

  /** The database as it is, whoever made it, with what else is asked for. */
  public Exploration explore(Set<Aspect> wanted) {
    return inSession(session -> exploring(session).explore(wanted));
  }

  /**
   * What migrations did to tables and columns, and what pending ones will; no catalogue is read.
   */
  public Exploration lives() {
    return inSession(session -> exploring(session).lives());
  }

  /**
   * How one object or migration is defined.
   *
   * @param kind its word, where it is said: table, view, migration…
   * @param name in any case; of a migration the beginning of its id will do
   * @param sql whether the statements that make it are wanted
   * @throws IllegalArgumentException if nothing has that name, or more than one thing
   */
  public Definition definition(Optional<String> kind, String name, boolean sql) {
    return inSession(session -> exploring(session).definition(kind, name, sql));
  }

  /**
   * How many rows tables hold, counted.
   *
   * @param tables their names as a person writes them; none for all
   */
  public ResultRows count(List<String> tables) {
    return inSession(session -> exploring(session).count(tables));
  }

  /** The first rows of a table or view, in the order of its primary key. */
  public ResultRows head(String table, int rows) {
    return inSession(session -> exploring(session).head(table, rows));
  }

  private SchemaReader reader() {
    return new SchemaReader(configuration, dialect, secrets, lent);
  }

  private Exploring exploring(Session session) {
    return new Exploring(configuration, dialect, session, secrets);
  }

  /** Stops what is running as soon as may be, from any thread; it ends with Interrupted. */
  public void interrupt() {
    interruption.request();
  }

  @Override
  public void close() {
    // Every call closes its own connection; a facade that is closed only stops what still runs.
    interruption.request();
  }

  private Run run(Session session) {
    return new Run(configuration, dialect, session, listener);
  }

  /** Does something, and lets no failure give a secret away. */
  private <T> T telling(Supplier<T> what) {
    try {
      return what.get();
    } catch (RuntimeException failure) {
      throw secrets.mask(failure);
    }
  }

  /** Asks something that changes the database, or needs it for itself. */
  private <T> T changing(Question<T> question) {
    refuseInTrial();
    return inSession(question);
  }

  private void refuseInTrial() {
    if (lent.isPresent()) {
      throw new Refused(
          "A trial is open, in which nothing is committed: keep NAME writes it as a migration, drop"
              + " forgets it; then this can run");
    }
  }

  private <T> T inSession(Question<T> question) {
    return telling(() -> asked(question, Session::open));
  }

  /** Asks something that begins with a comparison of folder and history. */
  private <T> T comparing(Question<T> question) {
    return telling(() -> asked(question, Session::comparing));
  }

  private <T> T asked(Question<T> question, Opening opening) {
    interruption.check();
    if (lent.isPresent()) {
      return lent.get().lend(connection -> looking(connection, question));
    }
    try (Session session = opening.open(configuration, dialect, secrets, interruption, listener)) {
      return question.ask(session);
    } catch (SQLException failure) {
      interruption.check();
      throw new DatabaseUnavailable(
          "The database " + configuration.target() + " failed: " + reason(failure), failure);
    }
  }

  /** In a transaction a look is behind a savepoint, so that one that fails does not end it. */
  private <T> T looking(Connection connection, Question<T> question) throws SQLException {
    Session session =
        Session.over(connection, configuration, dialect, secrets, interruption, listener);
    boolean within = dialect.transactionState(connection) == TransactionState.OPEN;
    if (!within) {
      return question.ask(session);
    }
    TrialTransaction.execute(connection, "SAVEPOINT garganey_look");
    try {
      return question.ask(session);
    } finally {
      TrialTransaction.forget(connection, "garganey_look");
    }
  }

  /**
   * Why a question failed; on a connection of its own, for the transaction of the other is lost.
   */
  private String reason(SQLException failure) {
    try (Session session = Session.open(configuration, dialect, secrets, interruption, listener)) {
      if (session.history().isAnotherTable(session.connection())) {
        return "its table "
            + configuration.history()
            + " is not Garganey's, for it lacks columns of a history. Rename it, or choose another"
            + " name in the settings: history table: '…'";
      }
    } catch (SQLException | DatabaseUnavailable unanswered) {
      failure.addSuppressed(unanswered);
    }
    return Session.advised(failure, dialect);
  }

  /** Opening is how a session is opened. */
  private interface Opening {
    Session open(
        Configuration configuration,
        Dialect dialect,
        Secrets secrets,
        Interruption interruption,
        Consumer<ExecutionEvent> events);
  }

  /** Question is something asked over a connection. */
  private interface Question<T> {
    T ask(Session session) throws SQLException;
  }
}
