package dev.garganey.console;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.TransactionState;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.Interrupted;
import dev.garganey.execute.SqlFailed;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Console is one connection on which a person runs SQL. Rows are handed on as they come and never
 * kept, whatever their number. A connection that is lost is opened again for the next statement.
 *
 * <p>All of it is for one thread, but for {@link #cancel}.
 */
public final class Console implements AutoCloseable {
  /** Rows that are asked for at a time: enough to hide the way there and back. */
  private static final int FETCHED = 500;

  /** What can be read row by row where that takes a transaction, and changes nothing by it. */
  private static final Set<String> READING = Set.of("select", "with", "values", "table");

  /** What some products begin each message with. */
  private static final Pattern SEVERITY = Pattern.compile("^(?:ERROR|FATAL): +");

  private final Supplier<Connection> opening;
  private final Dialect dialect;
  private final AtomicReference<Optional<Statement>> running =
      new AtomicReference<>(Optional.empty());
  private volatile boolean cancelled;
  private Optional<Connection> connection;
  private TransactionState transaction = TransactionState.NONE;

  /**
   * A console that is connected.
   *
   * @param opening opens a connection in autocommit mode
   * @throws DatabaseUnavailable if none is to be had
   */
  public Console(Supplier<Connection> opening, Dialect dialect) {
    this.opening = opening;
    this.dialect = dialect;
    this.connection = Optional.of(opening.get());
  }

  /** Where the connection stands after the last statement. */
  public TransactionState transaction() {
    return transaction;
  }

  /** Whether the connection is there, as far as the last statement tells. */
  public boolean isConnected() {
    return connection.isPresent();
  }

  /**
   * Runs one statement.
   *
   * @param sql without its closing semicolon
   * @param sink takes the rows, if it has any
   * @throws SqlFailed if the database refuses it
   * @throws Interrupted if it was cancelled
   * @throws DatabaseUnavailable if the connection is lost, or cannot be had again
   */
  public Done run(String sql, RowSink sink) {
    return run(sql, sink, Optional.empty());
  }

  /**
   * The same in an open transaction, which a failure does not end: what the statement did is taken
   * back then, and else when the savepoint is rolled back to. Where the database has ended the
   * transaction all the same, {@link #transaction} tells.
   *
   * @param savepoint the name of one that is made before it, and stays; a plain name
   */
  public Done run(String sql, RowSink sink, String savepoint) {
    return run(sql, sink, Optional.of(savepoint));
  }

  private Done run(String sql, RowSink sink, Optional<String> savepoint) {
    cancelled = false;
    long started = System.nanoTime();
    List<String> notices = new ArrayList<>();
    Connection open = connected(notices);
    TransactionState before = transaction;
    try {
      if (savepoint.isPresent()) {
        execute(open, "SAVEPOINT " + savepoint.get());
      }
      Rows rows = run(open, sql, sink, notices);
      transaction = dialect.transactionState(open);
      settle(open);
      return new Done(
          rows.read(),
          rows.changed(),
          rows.more(),
          (System.nanoTime() - started) / 1_000_000,
          notices,
          transaction);
    } catch (SQLException failure) {
      savepoint.ifPresent(name -> takeBack(open, name));
      throw failed(sql, open, failure, before, savepoint.isEmpty());
    } catch (RuntimeException failure) {
      savepoint.ifPresent(name -> takeBack(open, name));
      throw failure;
    }
  }

  /** Work is something that is done over a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T over(Connection connection) throws SQLException;
  }

  /**
   * Lends the connection for something, which must leave it as it is but for the transaction.
   *
   * @throws SqlFailed if the database refuses something
   * @throws DatabaseUnavailable if the connection is lost, or cannot be had again
   */
  public <T> T lend(Work<T> work) {
    cancelled = false;
    Connection open = connected(new ArrayList<>());
    TransactionState before = transaction;
    try {
      T result = work.over(open);
      transaction = dialect.transactionState(open);
      settle(open);
      return result;
    } catch (SQLException failure) {
      throw failed("", open, failure, before, true);
    } catch (RuntimeException failure) {
      throw failure.getCause() instanceof SQLException cause && isLost(open, cause)
          ? failed("", open, cause, before, true)
          : standing(failure, open, before);
    }
  }

  private RuntimeException standing(
      RuntimeException failure, Connection open, TransactionState before) {
    try {
      transaction = dialect.transactionState(open);
      settle(open);
    } catch (SQLException unknown) {
      transaction = before;
    }
    return failure;
  }

  /** Where that is not possible, the transaction is over, and the next look at it shows that. */
  private static void takeBack(Connection open, String savepoint) {
    try {
      execute(open, "ROLLBACK TO SAVEPOINT " + savepoint);
      execute(open, "RELEASE SAVEPOINT " + savepoint);
    } catch (SQLException over) {
      // What failed first is what the user must read.
    }
  }

  private static void execute(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Stops the statement that runs, from any thread; the session goes on. */
  public void cancel() {
    cancelled = true;
    Optional<Statement> statement = running.get();
    if (statement.isPresent()) {
      try {
        statement.get().cancel();
      } catch (SQLException ended) {
        // It came to its end in this moment.
      }
    }
  }

  @Override
  public void close() {
    if (connection.isPresent()) {
      try {
        connection.get().close();
      } catch (SQLException alreadyLost) {
        // A connection that is gone needs no closing.
      }
      connection = Optional.empty();
    }
  }

  private Connection connected(List<String> notices) {
    if (connection.isEmpty()) {
      connection = Optional.of(opening.get());
      transaction = TransactionState.NONE;
      notices.add("Connected again.");
    }
    return connection.get();
  }

  /** What came of a statement. */
  private record Rows(OptionalLong read, OptionalLong changed, boolean more) {}

  private Rows run(Connection open, String sql, RowSink sink, List<String> notices)
      throws SQLException {
    boolean own =
        transaction == TransactionState.NONE
            && dialect.readsInTransaction()
            && READING.contains(firstWord(sql));
    if (own) {
      open.setAutoCommit(false);
    }
    try (Statement statement = open.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(FETCHED);
      running.set(Optional.of(statement));
      Rows rows;
      try {
        rows = results(statement, sql, sink);
      } finally {
        running.set(Optional.empty());
        tellWarnings(statement, notices);
      }
      if (own) {
        open.commit();
      }
      return rows;
    } catch (SQLException | RuntimeException failure) {
      if (own && !open.isClosed()) {
        open.rollback();
      }
      throw failure;
    } finally {
      if (own && !open.isClosed()) {
        open.setAutoCommit(true);
      }
    }
  }

  private Rows results(Statement statement, String sql, RowSink sink) throws SQLException {
    boolean hasRows = statement.execute(sql);
    if (!hasRows) {
      long changed = statement.getLargeUpdateCount();
      return new Rows(
          OptionalLong.empty(),
          changed < 0 ? OptionalLong.empty() : OptionalLong.of(changed),
          false);
    }
    try (ResultSet results = statement.getResultSet()) {
      ResultReader reader = new ResultReader(results, dialect);
      sink.begin(reader.headings());
      long read = 0;
      while (results.next()) {
        if (cancelled) {
          throw new Interrupted("Cancelled");
        }
        read++;
        if (!sink.row(reader.row())) {
          return new Rows(OptionalLong.of(read), OptionalLong.empty(), results.next());
        }
      }
      return new Rows(OptionalLong.of(read), OptionalLong.empty(), false);
    }
  }

  /** Rows can be read bit by bit within a transaction only where the driver knows of it. */
  private void settle(Connection open) throws SQLException {
    boolean auto = transaction == TransactionState.NONE;
    if (dialect.readsInTransaction() && open.getAutoCommit() != auto) {
      open.setAutoCommit(auto);
    }
  }

  private static void tellWarnings(Statement statement, List<String> notices) {
    try {
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        notices.add(String.valueOf(w.getMessage()));
      }
    } catch (SQLException closed) {
      // What a closed statement had to say was said.
    }
  }

  private RuntimeException failed(
      String sql,
      Connection open,
      SQLException failure,
      TransactionState before,
      boolean tellsWhereItStands) {
    if (isLost(open, failure)) {
      close();
      transaction = TransactionState.NONE;
      return new DatabaseUnavailable(
          "The connection was lost: "
              + dialect.message(failure)
              + (before == TransactionState.NONE
                  ? ". The next statement opens a new one"
                  : ". What the open transaction had done is rolled back; the next statement opens"
                      + " a new connection, outside of any transaction"),
          failure);
    }
    try {
      transaction = dialect.transactionState(open);
      settle(open);
    } catch (SQLException unknown) {
      transaction = before;
    }
    String stands =
        !tellsWhereItStands || before == TransactionState.NONE || transaction == before
            ? ""
            : transaction == TransactionState.NONE
                ? ". The transaction was rolled back"
                : ". The transaction takes nothing but a rollback now";
    if (cancelled) {
      return new Interrupted("Cancelled" + stands);
    }
    String advice = dialect.advice(failure).map(a -> ". " + a).orElse("");
    String message = SEVERITY.matcher(dialect.message(failure)).replaceFirst("");
    return new SqlFailed(sql, dialect.position(failure, sql), message + advice + stands, failure);
  }

  private boolean isLost(Connection open, SQLException failure) {
    try {
      return dialect.isConnectionLost(failure) || open.isClosed();
    } catch (SQLException unknown) {
      return true;
    }
  }

  private String firstWord(String sql) {
    return SqlTokenizer.tokenize(sql, dialect.product().syntax()).stream()
        .filter(t -> t.kind() == SqlToken.Kind.WORD)
        .findFirst()
        .map(SqlToken::lower)
        .orElse("");
  }
}
