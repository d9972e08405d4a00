package dev.garganey.testing;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Result;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * FaultyDialect is a dialect whose connections count what is sent over them, and do mischief at a
 * chosen point.
 */
public final class FaultyDialect {
  private static final Set<String> CHANGES =
      Set.of("execute", "executeUpdate", "executeBatch", "commit", "rollback", "setAutoCommit");

  private final Dialect real;
  private final Mischief mischief;
  private final boolean countsQueries;
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, Integer> questions = new ConcurrentHashMap<>();

  private FaultyDialect(Dialect real, Mischief mischief, boolean countsQueries) {
    this.real = real;
    this.mischief = mischief;
    this.countsQueries = countsQueries;
  }

  /** Mischief is done around the calls that reach the database. */
  public interface Mischief {
    /** Nothing but counting. */
    Mischief NONE = (number, connection, call) -> call.run();

    /** Does the {@code number}th call, from 1, or something else. */
    Object around(int number, Connection connection, Call call) throws Exception;
  }

  /** Call reaches the database. */
  @FunctionalInterface
  public interface Call {
    Object run() throws Exception;
  }

  /** Wrapping a dialect. */
  public static FaultyDialect of(Dialect real, Mischief mischief) {
    return new FaultyDialect(real, mischief, true);
  }

  /** The same for calls that may change something; queries are neither counted nor disturbed. */
  public static FaultyDialect ofChanges(Dialect real, Mischief mischief) {
    return new FaultyDialect(real, mischief, false);
  }

  /** From now on calls are counted, from 1 on; before that nothing happens to them. */
  public void arm() {
    if (!armed.getAndSet(true)) {
      count.set(0);
    }
  }

  /** The same, harmless until {@link #arm}. */
  public FaultyDialect unarmed() {
    armed.set(false);
    return this;
  }

  /** How many calls reached the database. */
  public int count() {
    return count.get();
  }

  /** How often the dialect was asked, by the name of the question. */
  public Map<String, Integer> questions() {
    return new TreeMap<>(questions);
  }

  /** The dialect to use. */
  public Dialect dialect() {
    return proxy(
        Dialect.class,
        (method, arguments) -> {
          questions.merge(method.getName(), 1, Integer::sum);
          if (method.getName().equals("send")) {
            return send((Connection) arguments[0], commands(arguments[1]));
          }
          Object result = call(real, method, arguments);
          return method.getName().equals("open") ? connection((Connection) result) : result;
        });
  }

  private static List<Command> commands(Object argument) {
    return ((List<?>) argument).stream().map(Command.class::cast).toList();
  }

  /**
   * Each command is a call, also of those that are sent at once: where one is refused, those before
   * it have run. Where an answer is lost, only that to the last can hide that something was done.
   */
  private List<Result> send(Connection connection, List<Command> commands) throws Exception {
    Connection opened = connection.unwrap(Connection.class);
    int start = count.get();
    try {
      return disturbed(opened, commands);
    } catch (CommandFailed failed) {
      // What came behind it never reached the database.
      if (armed.get()) {
        count.set(
            start
                + (int)
                    commands.subList(0, failed.index() + 1).stream().filter(this::counts).count());
      }
      throw failed;
    }
  }

  private boolean counts(Command command) {
    return countsQueries || command.kind() != Command.Kind.QUERY;
  }

  private List<Result> disturbed(Connection opened, List<Command> commands) throws Exception {
    List<Result> answers = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      boolean last = i == commands.size() - 1;
      Call call = () -> last ? answers.addAll(real.send(opened, commands)) : false;
      try {
        if (armed.get() && counts(commands.get(i))) {
          mischief.around(count.incrementAndGet(), opened, call);
        } else {
          call.run();
        }
      } catch (SQLException mischievous) {
        if (!opened.isClosed()) {
          real.send(opened, commands.subList(0, i));
        }
        throw new CommandFailed(i, mischievous);
      }
    }
    return answers;
  }

  private Connection connection(Connection opened) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = around(opened, opened, method, arguments);
          if (result instanceof PreparedStatement statement) {
            return statement(PreparedStatement.class, statement, opened);
          }
          return result instanceof Statement statement
              ? statement(Statement.class, statement, opened)
              : result;
        });
  }

  private <T extends Statement> T statement(Class<T> type, T made, Connection opened) {
    return proxy(type, (method, arguments) -> around(made, opened, method, arguments));
  }

  private Object around(Object target, Connection opened, Method method, Object[] arguments)
      throws Exception {
    boolean query = method.getName().equals("executeQuery");
    boolean counts = CHANGES.contains(method.getName()) || (query && countsQueries);
    if (!counts || !armed.get()) {
      return call(target, method, arguments);
    }
    return mischief.around(count.incrementAndGet(), opened, () -> call(target, method, arguments));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw thrown;
    }
  }

  /** Handler is an invocation handler without the proxy. */
  private interface Handler {
    Object handle(Method method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultyDialect.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.handle(method, arguments)));
  }

  /** The {@code at}th call fails, as a statement that the database refuses. */
  public static Mischief failing(int at) {
    return (number, connection, call) -> {
      if (number == at) {
        throw new SQLException("refused on purpose", "XX000", 1);
      }
      return call.run();
    };
  }

  /** The connection is lost in the {@code at}th call: the database does it, the answer is lost. */
  public static Mischief losing(int at) {
    Set<Connection> dead = ConcurrentHashMap.newKeySet();
    return (number, connection, call) -> {
      if (dead.contains(connection)) {
        throw new SQLException("the connection is gone", "08006", 1);
      }
      if (number != at) {
        return call.run();
      }
      try {
        call.run();
      } catch (SQLException refused) {
        // That answer is lost like any other.
      }
      dead.add(connection);
      connection.close();
      throw new SQLException("the connection broke on purpose", "08006", 1);
    };
  }

  /** The database has no more pages than this; SQLite, "PRAGMA max_page_count". */
  public static Mischief limited(int pages) {
    return (number, connection, call) -> {
      if (number == 1) {
        try (Statement limit = connection.createStatement()) {
          limit.execute("PRAGMA max_page_count = " + pages);
        }
      }
      return call.run();
    };
  }
}
