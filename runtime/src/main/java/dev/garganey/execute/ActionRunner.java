package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.plan.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** ActionRunner does the actions of one stage, all but plain SQL and the batched ones. */
final class ActionRunner {
  private static final int CSV_BATCH = 500;
  private static final int SHOWN_ROWS = 3;

  private final Connection connection;
  private final Dialect dialect;
  private final Interruption interruption;
  private final Path migrations;
  private final Map<String, Long> remembered = new HashMap<>();

  ActionRunner(Connection connection, Dialect dialect, Interruption interruption, Path migrations) {
    this.connection = connection;
    this.dialect = dialect;
    this.interruption = interruption;
    this.migrations = migrations;
  }

  /**
   * Does one action.
   *
   * @return the rows that it changed
   */
  long run(Action action)
      throws SQLException,
          CheckFailed,
          DataLossNotNamed,
          HiddenRows,
          CannotSucceed,
          CodeFailed,
          IOException {
    if (action instanceof Action.Remember remember) {
      remembered.put(remember.key(), number(remember.text()));
      return 0;
    }
    if (action instanceof Action.Compare compare) {
      compare(compare);
      return 0;
    }
    if (action instanceof Action.NotMore notMore) {
      notMore(notMore);
      return 0;
    }
    if (action instanceof Action.ForeignKeys) {
      return 0;
    }
    if (action instanceof Action.Inspect inspect) {
      inspect(inspect);
      return 0;
    }
    if (action instanceof Action.ExpectNone expect) {
      expectNone(expect);
      return 0;
    }
    if (action.isLook()) {
      look(action);
      return 0;
    }
    if (action instanceof Action.Code code) {
      runCode(code);
      return 0;
    }
    if (action instanceof Action.Load load) {
      return load(load);
    }
    throw new IllegalStateException("That is run by its stage: " + action);
  }

  private void look(Action action)
      throws SQLException, DataLossNotNamed, HiddenRows, CannotSucceed {
    if (action instanceof Action.Require require) {
      require(require);
    } else if (!lost(action).isEmpty()) {
      throw new DataLossNotNamed();
    }
  }

  /** What would be lost of what is guarded, as {@link GuardLook} finds out; nothing for others. */
  List<String> lost(Action action) throws SQLException, HiddenRows, CannotSucceed {
    GuardLook look = new GuardLook(connection, dialect, interruption);
    if (action instanceof Action.Guard guard) {
      return look.holds(guard) ? List.of(guard.object()) : List.of();
    }
    return action instanceof Action.GoingAlong along ? look.holding(along) : List.of();
  }

  private void require(Action.Require require) throws SQLException, CannotSucceed {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(require.text())) {
      if (rows.next()) {
        throw new CannotSucceed(require.why().replace("%s", rows.getString(1)));
      }
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return interruption.during(
          statement,
          () -> {
            try (ResultSet rows = statement.executeQuery(query)) {
              return rows.next() ? rows.getLong(1) : 0L;
            }
          });
    }
  }

  private void compare(Action.Compare compare) throws SQLException, CheckFailed {
    long before = remembered(compare.key());
    long now = number(compare.text());
    if (now != before) {
      throw different(compare.failure(), before, now);
    }
  }

  private void notMore(Action.NotMore limit) throws SQLException, CheckFailed {
    long before = remembered(limit.key());
    long now = number(limit.text());
    if (now > before) {
      throw different(limit.failure(), before, now);
    }
  }

  private long remembered(String key) {
    Long before = remembered.get(key);
    if (before == null) {
      throw new IllegalStateException("Nothing was remembered as " + key);
    }
    return before;
  }

  private static CheckFailed different(String failure, long before, long now) {
    return new CheckFailed(failure + " (before: " + before + ", now: " + now + ")");
  }

  private void inspect(Action.Inspect inspect) throws SQLException, CheckFailed {
    Optional<String> difference = inspect.inspection().difference(connection);
    if (difference.isPresent()) {
      throw new CheckFailed(inspect.failure() + ": " + difference.get());
    }
  }

  private void expectNone(Action.ExpectNone expect) throws SQLException, CheckFailed {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            interruption.during(statement, () -> statement.executeQuery(expect.text()))) {
      StringBuilder found = new StringBuilder();
      int count = 0;
      while (rows.next() && count < SHOWN_ROWS) {
        found.append(count == 0 ? ": " : "; ").append(row(rows));
        count++;
      }
      if (count > 0) {
        throw new CheckFailed(expect.failure() + found);
      }
    }
  }

  private static String row(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      text.append(i == 1 ? "" : ", ")
          .append(columns.getColumnLabel(i))
          .append(' ')
          .append(rows.getString(i));
    }
    return text.toString();
  }

  private void runCode(Action.Code action) throws CodeFailed, SQLException {
    interruption.check();
    SharedTransaction transaction = new SharedTransaction(connection, dialect);
    try (Handle handle = Jdbi.create(transaction.connection()).open()) {
      action
          .code()
          .orElseThrow(() -> new IllegalStateException("The code of a data block is not at hand"))
          .run(handle);
      transaction.requireOpen();
    } catch (Exception failure) {
      interruption.check();
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof SharedTransaction.MustNotEnd refusal) {
          throw refusal;
        }
      }
      throw new CodeFailed(failure);
    }
  }

  private long load(Action.Load load) throws SQLException, IOException, CheckFailed {
    long count = 0;
    try (CsvLines lines = CsvLines.open(migrations, load.csv());
        PreparedStatement insert = connection.prepareStatement(load.text())) {
      for (Optional<List<String>> line = lines.next(); line.isPresent(); line = lines.next()) {
        bind(insert, line.get(), load.csv().nullText());
        insert.addBatch();
        count++;
        if (count % CSV_BATCH == 0) {
          interruption.during(insert, insert::executeBatch);
        }
      }
      if (count % CSV_BATCH != 0) {
        interruption.during(insert, insert::executeBatch);
      }
    }
    return count;
  }

  private static void bind(PreparedStatement insert, List<String> fields, String nullText)
      throws SQLException {
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      if (field.equals(nullText)) {
        insert.setNull(i + 1, Types.NULL);
      } else {
        // Without a type, so that the database reads the text as the column's type.
        insert.setObject(i + 1, field, Types.OTHER);
      }
    }
  }
}
