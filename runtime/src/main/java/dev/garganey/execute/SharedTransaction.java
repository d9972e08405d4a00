package dev.garganey.execute;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SharedTransaction is a connection for code that must not end the transaction around it: what the
 * code did would stay though history does not know of it.
 */
final class SharedTransaction {
  private static final Set<String> ENDING =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE TRANSACTION");

  /** The first word behind blanks and comments; for ROLLBACK TO, which ends nothing, the next. */
  private static final Pattern FIRST =
      Pattern.compile(
          "^(?:\\s|;|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*(PREPARE\\s+TRANSACTION|[A-Z]+)(\\s+(?:(?:WORK|TRANSACTION)\\s+)?TO\\b)?",
          Pattern.DOTALL);

  private SharedTransaction() {}

  static Connection of(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (name, arguments) -> {
          boolean ends =
              (name.equals("commit") || name.equals("setAutoCommit"))
                  || (name.equals("rollback") && arguments.length == 0);
          if (ends) {
            throw refusal(name);
          }
        });
  }

  private static <T> T proxy(Class<T> type, T target, Check check) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) -> {
              Object[] arguments = given == null ? new Object[0] : given;
              check.check(method.getName(), arguments);
              if (arguments.length > 0 && arguments[0] instanceof String sql) {
                look(sql);
              }
              try {
                Object result = method.invoke(target, given);
                return method.getName().equals("createStatement")
                    ? proxy(Statement.class, (Statement) result, (name, all) -> {})
                    : result;
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            }));
  }

  private static void look(String sql) throws SQLException {
    Matcher first = FIRST.matcher(sql.toUpperCase(Locale.ROOT));
    if (first.find()
        && first.group(2) == null
        && ENDING.contains(first.group(1).replaceAll("\\s+", " "))) {
      throw refusal(first.group(1));
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

  /** Check refuses a call. */
  @FunctionalInterface
  private interface Check {
    void check(String method, Object[] arguments) throws SQLException;
  }
}
