package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.TransactionState;
import dev.garganey.sql.TransactionWords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SharedTransaction is a connection for code that must not end the transaction around it: what the
 * code did would stay though history does not know of it. All that the code gets by it is guarded
 * as well, whichever way leads back to the connection.
 *
 * <p>Where the database ends the transaction by itself, nothing more is run: it would be committed
 * at once.
 */
final class SharedTransaction {
  private static final Set<String> ENDING = Set.of("commit", "setAutoCommit", "close", "abort");

  /** What is guarded, the more special before the more general. */
  private static final List<Class<?>> GUARDED =
      List.of(
          CallableStatement.class,
          PreparedStatement.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class,
          Connection.class);

  private final Connection connection;
  private final Dialect dialect;
  private final Connection guarded;
  private boolean over;

  SharedTransaction(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.guarded = (Connection) guard(connection, Connection.class);
  }

  /** The connection for the code. */
  Connection connection() {
    return guarded;
  }

  /**
   * Sees to it that the transaction is still there, though the code may have caught what ended it.
   *
   * @throws SQLException if it is not
   */
  void requireOpen() throws SQLException {
    if (over) {
      throw new MustNotEnd(
          "The database has rolled back the transaction around this data block, as a constraint or"
              + " a trigger may have it do; nothing is done outside of one");
    }
  }

  private Object guard(Object target, Class<?> type) {
    return Proxy.newProxyInstance(
        SharedTransaction.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, given) -> called(target, method, given));
  }

  private @Nullable Object called(Object target, Method method, Object @Nullable [] given)
      throws Throwable {
    String name = method.getName();
    if (target instanceof Connection) {
      refuse(name, given == null ? 0 : given.length);
    }
    boolean runs = name.startsWith("exec") || name.startsWith("prepare") || name.equals("addBatch");
    if (runs) {
      requireOpen();
    }
    if (runs && given != null && given[0] instanceof String sql) {
      Optional<String> word = TransactionWords.ending(sql, dialect.product().syntax());
      if (word.isPresent()) {
        throw refusal(word.get());
      }
    }
    try {
      Object result = method.invoke(target, given);
      return name.equals("unwrap") && given != null
          ? unwrapped(result, (Class<?>) given[0])
          : guarded(result, method);
    } catch (InvocationTargetException failure) {
      over |= runs && isOver();
      throw failure.getCause();
    }
  }

  private boolean isOver() {
    try {
      return dialect.transactionState(connection) == TransactionState.NONE;
    } catch (SQLException lost) {
      return false;
    }
  }

  /** What a driver offers beyond JDBC. A class of its own cannot be guarded. */
  private @Nullable Object unwrapped(@Nullable Object result, Class<?> type) {
    return result != null && type.isInterface() ? guard(result, type) : result;
  }

  private @Nullable Object guarded(@Nullable Object result, Method method) {
    if (result instanceof Connection && method.getReturnType() == Connection.class) {
      return guarded;
    }
    return GUARDED.stream()
        .filter(type -> type.isInstance(result) && method.getReturnType().isAssignableFrom(type))
        .findFirst()
        .map(type -> guard(result, type))
        .orElse(result);
  }

  private static void refuse(String method, int arguments) throws SQLException {
    if (ENDING.contains(method) || (method.equals("rollback") && arguments == 0)) {
      throw refusal(method);
    }
  }

  private static SQLException refusal(String what) {
    return new MustNotEnd(
        "A data block must not say "
            + what
            + ": it is part of the migration's transaction, which ends when all of it is done; leave"
            + " it out, or put the block into a migration of its own");
  }

  /** MustNotEnd is what code gets that would end the transaction. */
  static final class MustNotEnd extends SQLException {
    private static final long serialVersionUID = 1L;

    MustNotEnd(String message) {
      super(message);
    }
  }
}
