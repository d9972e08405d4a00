package dev.garganey;

import dev.garganey.console.Cell;
import dev.garganey.console.Console;
import dev.garganey.console.Done;
import dev.garganey.console.Heading;
import dev.garganey.console.RowSink;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.TransactionState;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Refused;
import dev.garganey.execute.SqlFailed;
import dev.garganey.execute.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * TrialTransaction is the transaction of a trial on a console's connection: it can begin anew, it
 * ends by being rolled back, and it is over where the database or a lost connection has ended it.
 */
final class TrialTransaction {
  private static final String LOOK = "garganey_look";

  private final Configuration configuration;
  private final Dialect dialect;
  private final Secrets secrets;
  private final Console console;
  private final Consumer<ExecutionEvent> events;

  /** Of names that nobody else gives a savepoint. */
  private final String prefix =
      "garganey_" + Integer.toHexString(ThreadLocalRandom.current().nextInt()) + "_step_";

  private boolean suspended;
  private boolean begun;
  private boolean ended;
  private volatile Interruption interruption = new Interruption();

  TrialTransaction(
      Configuration configuration,
      Dialect dialect,
      Secrets secrets,
      Console console,
      Consumer<ExecutionEvent> events) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.console = console;
    this.events = events;
  }

  /** Work is what happens over the connection. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /**
   * Sees to it that no transaction is open.
   *
   * @throws Refused if one is
   */
  void requireNone() {
    if (console.transaction() != TransactionState.NONE) {
      throw new Refused("A transaction is open; end it first: commit; or rollback;");
    }
  }

  /** Whether it is there. What has ended once does not come back. */
  boolean isOpen() {
    if (begun && !ended && console.transaction() == TransactionState.NONE) {
      end();
    }
    return begun && !ended;
  }

  /** Whether the database takes statements in it. */
  boolean isSound() {
    return console.transaction() == TransactionState.OPEN;
  }

  /** Whether foreign keys are off in it. */
  boolean isSuspended() {
    return suspended;
  }

  /** Begins, or begins anew. */
  void begin(Session session, boolean suspend) throws SQLException {
    if (begun) {
      rollback(session.connection());
    }
    begun = true;
    new Turn(session.context()).begin(suspend);
    suspended = suspend;
    dialect.limitLockWaitWithin(session.connection(), configuration.statementLockTimeout());
  }

  /** Rolls back what is left of it, and leaves the connection as it was before. */
  void end() {
    if (begun && !ended) {
      ended = true;
      abandon();
    }
  }

  /** Rolls back, in whatever state it is, so that it can begin anew. */
  void abandon() {
    if (console.isConnected()) {
      console.lend(
          connection -> {
            rollback(connection);
            return true;
          });
    }
  }

  private void rollback(Connection connection) throws SQLException {
    if (dialect.transactionState(connection) != TransactionState.NONE) {
      dialect.rollback(connection);
    }
    dialect.end(connection);
  }

  /** The connection is gone, and the transaction with it. */
  void lost() {
    ended = true;
  }

  /** Stops what runs, from any thread. */
  void interrupt() {
    interruption.request();
  }

  /** Does something over the connection. */
  <T> T lend(Work<T> work) {
    Interruption wish = new Interruption();
    interruption = wish;
    return console.lend(
        connection ->
            work.in(Session.over(connection, configuration, dialect, secrets, wish, this::toldOf)));
  }

  /** Somebody is told of what holds it up; the statements are told of when a step is done. */
  private void toldOf(ExecutionEvent event) {
    if (event instanceof ExecutionEvent.WaitingForLock) {
      events.accept(event);
    }
  }

  /** The name of the savepoint before a step, counted from 1. */
  String savepoint(int step) {
    return prefix + step;
  }

  /** Sends SQL behind a savepoint, which stays. */
  Done send(String sql, RowSink sink, String savepoint) {
    return console.run(sql, sink, savepoint);
  }

  /**
   * Sends SQL that is to change nothing, and sees to it.
   *
   * @return what came of it; nothing where it would change something, which it did not
   */
  Optional<Done> look(String sql, RowSink sink) {
    boolean[] shown = {false};
    changesNothing();
    boolean lost = false;
    try {
      return Optional.of(console.run(sql, noting(sink, shown), LOOK + "_itself"));
    } catch (SqlFailed failure) {
      boolean wouldChange =
          failure.getCause() instanceof SQLException cause && dialect.refusesToWrite(cause);
      if (wouldChange && !shown[0]) {
        return Optional.empty();
      }
      throw failure;
    } catch (DatabaseUnavailable gone) {
      lost = true;
      throw gone;
    } finally {
      if (!lost) {
        changesAgain();
      }
    }
  }

  private void changesNothing() {
    console.lend(
        connection -> {
          execute(connection, "SAVEPOINT " + LOOK);
          for (String statement : dialect.readOnly(true)) {
            execute(connection, statement);
          }
          return true;
        });
  }

  private void changesAgain() {
    console.lend(
        connection -> {
          if (dialect.transactionState(connection) != TransactionState.NONE) {
            forget(connection, LOOK);
          }
          for (String statement : dialect.readOnly(false)) {
            execute(connection, statement);
          }
          return true;
        });
  }

  private static RowSink noting(RowSink sink, boolean[] shown) {
    return new RowSink() {
      @Override
      public void begin(List<Heading> headings) {
        shown[0] = true;
        sink.begin(headings);
      }

      @Override
      public boolean row(List<Cell> cells) {
        return sink.row(cells);
      }
    };
  }

  /** Takes back what came since a savepoint, and the savepoint. */
  static boolean forget(Connection connection, String savepoint) throws SQLException {
    execute(connection, "ROLLBACK TO SAVEPOINT " + savepoint);
    return execute(connection, "RELEASE SAVEPOINT " + savepoint);
  }

  static boolean execute(Connection connection, String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }
}
