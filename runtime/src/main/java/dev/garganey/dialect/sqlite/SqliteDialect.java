package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.Capability;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.ScratchDatabase;
import dev.garganey.dialect.SessionChange;
import dev.garganey.dialect.TransactionState;
import dev.garganey.dialect.Waiting;
import dev.garganey.dialect.WriterLock;
import dev.garganey.diff.DiffRules;
import dev.garganey.explore.Extent;
import dev.garganey.explore.ViewShapes;
import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.Step;
import dev.garganey.plan.HazardKind;
import dev.garganey.plan.RawLosses;
import dev.garganey.plan.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConnection;

/** SqliteDialect speaks to SQLite. */
public final class SqliteDialect implements Dialect {
  /** SQLite, "Result and Error Codes": SQLITE_BUSY and SQLITE_LOCKED. */
  private static final Set<Integer> LOCKED = Set.of(5, 6);

  // SQLite, "Result and Error Codes".
  private static final int READ_ONLY = 8;
  private static final int CORRUPT = 11;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  /** Few enough for an expression, whose depth SQLite limits to 1000. */
  private static final int COUNTED_AT_ONCE = 200;

  private final SqliteSql sql = new SqliteSql();

  @Override
  public Product product() {
    return Product.SQLITE;
  }

  /** What the catalogue of operations has beyond tables, SQLite has not. */
  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith(SqliteConnection.PREFIX);
  }

  @Override
  public Connection open(ConnectionTarget target) throws SQLException {
    return SqliteConnection.open(target);
  }

  @Override
  public void loadDriver() {
    SqliteConnection.load();
  }

  @Override
  public String quote(String name) {
    return sql.quote(name);
  }

  @Override
  public String quote(ObjectName name) {
    return sql.quote(name);
  }

  @Override
  public String literal(Value value) {
    return sql.literal(value);
  }

  @Override
  public String comparable(Column column, Value value) {
    return sql.comparable(column, value);
  }

  @Override
  public String differs(Column column, String held, String wanted) {
    return sql.differs(column, held, wanted);
  }

  @Override
  public List<Statement> statements(List<Step> steps, Schema before) {
    return new SqlitePlanning(this, sql, steps, before).statements();
  }

  /** SQLite tells it by refusing a transaction within a transaction. */
  @Override
  public TransactionState transactionState(Connection connection) throws SQLException {
    try (java.sql.Statement probe = connection.createStatement()) {
      try {
        probe.execute("BEGIN");
      } catch (SQLException within) {
        return TransactionState.OPEN;
      }
      probe.execute("ROLLBACK");
      return TransactionState.NONE;
    }
  }

  @Override
  public boolean typesByValue() {
    return true;
  }

  @Override
  public ScratchDatabase scratch(ConnectionTarget near) throws SQLException {
    return SqliteScratch.open(this);
  }

  /** A table that is dropped takes rows along that refer to it. */
  @Override
  public boolean plansBySchema(RawSql raw) {
    return RawLosses.of(raw.sql(), this).stream().anyMatch(l -> l.kind() == HazardKind.DROPS_TABLE);
  }

  @Override
  public DiffRules diffRules() {
    return new SqliteDiffRules();
  }

  @Override
  public Schema lower(Schema schema) {
    return SqliteLowering.lower(schema);
  }

  @Override
  public Schema inspect(Connection connection, Set<ObjectName> ownTables) throws SQLException {
    return SqliteInspector.inspect(connection, ownTables);
  }

  @Override
  public Schema reconcile(Schema recorded, Schema live) {
    return SqliteLowering.reconcile(recorded, live);
  }

  /** By running it on a database in memory that looks like {@code before}. */
  @Override
  public Schema replay(Schema before, List<String> statements) {
    return SqliteScratch.replay(this, before, statements);
  }

  @Override
  public String schemaVersion() {
    return "(SELECT schema_version FROM pragma_schema_version)";
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
  }

  /** By an overflow: SQLite knows no integer that is the opposite of its smallest. */
  @Override
  public String demand(String condition) {
    return "SELECT CASE WHEN " + condition + " THEN 1 ELSE abs(-9223372036854775807 - 1) END";
  }

  @Override
  public boolean isUnmet(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("integer overflow");
  }

  /** SQLite keeps no estimate that is there for every table, so they are counted, some at once. */
  @Override
  public long estimateRows(Connection connection, Collection<ObjectName> tables)
      throws SQLException {
    List<ObjectName> all = List.copyOf(tables);
    long sum = 0;
    for (int from = 0; from < all.size(); from += COUNTED_AT_ONCE) {
      String counts =
          all.subList(from, Math.min(all.size(), from + COUNTED_AT_ONCE)).stream()
              .map(t -> "(SELECT count(*) FROM " + quote(t) + ")")
              .collect(Collectors.joining(" + "));
      try (java.sql.Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT " + counts)) {
        rows.next();
        sum += rows.getLong(1);
      }
    }
    return sum;
  }

  @Override
  public Map<ObjectName, Extent> extents(Connection connection) throws SQLException {
    return ExtentsReader.read(connection);
  }

  @Override
  public ViewShapes viewColumns(Connection connection) throws SQLException {
    return ViewColumns.read(connection);
  }

  /** Nothing yet: {@link #begin} takes the lock of the one writer. */
  @Override
  public WriterLock lock(ConnectionTarget target, Duration timeout, Waiting waiting) {
    return () -> {};
  }

  /** The pragma does nothing within a transaction, so it comes first. */
  @Override
  public void begin(Connection connection, boolean suspendForeignKeys) throws SQLException {
    execute(connection, "PRAGMA foreign_keys = " + (suspendForeignKeys ? "OFF" : "ON"));
    long patience = number(connection, "PRAGMA busy_timeout");
    execute(connection, "PRAGMA busy_timeout = 0");
    try {
      connection.setAutoCommit(false);
    } catch (SQLException busy) {
      forgetTransaction(connection);
      throw busy;
    } finally {
      execute(connection, "PRAGMA busy_timeout = " + patience);
    }
  }

  /**
   * The driver takes a transaction for open whose BEGIN failed: the next attempt would do nothing,
   * and what follows would run without one. Its COMMIT fails, and sets that right all the same.
   */
  private static void forgetTransaction(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException nothingToCommit) {
      if (!connection.getAutoCommit()) {
        throw nothingToCommit;
      }
    }
  }

  @Override
  public Optional<String> brokenForeignKeys() {
    return Optional.of("SELECT count(*) FROM " + ForeignKeyCheck.of(Optional.empty()));
  }

  /**
   * By switching autocommit on: the driver's own commit would begin another transaction at once.
   */
  @Override
  public void commit(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
  }

  /**
   * By a statement, for the same reason. A full disk or a failing one has SQLite roll back by
   * itself (sqlite.org, "BEGIN TRANSACTION", 2.2): then there is nothing left to do.
   */
  @Override
  public void rollback(Connection connection) throws SQLException {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException failure) {
      if (!String.valueOf(failure.getMessage()).contains("no transaction is active")) {
        throw failure;
      }
    }
  }

  @Override
  public void end(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      // It was rolled back by a statement, of which the driver knows nothing.
      forgetTransaction(connection);
    }
    execute(connection, "PRAGMA foreign_keys = ON");
    execute(connection, "PRAGMA legacy_alter_table = OFF");
  }

  @Override
  public List<String> opening(boolean suspendForeignKeys) {
    return suspendForeignKeys ? List.of("PRAGMA foreign_keys = OFF;", "BEGIN;") : List.of("BEGIN;");
  }

  @Override
  public List<String> closing(boolean suspendForeignKeys) {
    return suspendForeignKeys
        ? List.of("COMMIT;", "PRAGMA foreign_keys = ON;")
        : List.of("COMMIT;");
  }

  @Override
  public void limitLockWait(Connection connection, Duration timeout) throws SQLException {
    long millis = Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    execute(connection, "PRAGMA busy_timeout = " + (timeout.isZero() ? Integer.MAX_VALUE : millis));
  }

  @Override
  public List<String> readOnly(boolean on) {
    return List.of("PRAGMA query_only = " + (on ? "ON" : "OFF"));
  }

  @Override
  public boolean refusesToWrite(SQLException failure) {
    return (failure.getErrorCode() & 0xff) == READ_ONLY;
  }

  @Override
  public boolean isLockTimeout(SQLException failure) {
    return LOCKED.contains(failure.getErrorCode() & 0xff);
  }

  @Override
  public String message(SQLException failure) {
    return Complaints.message(failure);
  }

  @Override
  public OptionalInt position(SQLException failure, String text) {
    return Complaints.position(failure, text);
  }

  @Override
  public Optional<String> advice(SQLException failure) {
    String advice =
        switch (failure.getErrorCode() & 0xff) {
          case READ_ONLY -> "The file, or its folder, may not be written by this user";
          case CANNOT_OPEN -> "The file, or its folder, may not be read and written by this user";
          case CORRUPT -> "The file is damaged; take it from a backup, or save what .recover finds";
          case NOT_A_DATABASE ->
              "It is another kind of file, or encrypted; nothing was written to it";
          default -> "";
        };
    return Optional.of(advice).filter(a -> !a.isEmpty());
  }

  @Override
  public boolean isMissingTable(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("no such table");
  }

  @Override
  public boolean isMissing(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("no such") || message.contains("unknown database");
  }

  @Override
  public ObjectName inSchema(String schema, String name) {
    return schema.equalsIgnoreCase("main") ? ObjectName.of(name) : ObjectName.of(schema, name);
  }

  @Override
  public Optional<String> losesValues(ObjectName table, Column held, Column back) {
    return Affinity.losesValues(sql, table, held, back);
  }

  @Override
  public String instantType() {
    return "text";
  }

  @Override
  public String instantParameter() {
    return "?";
  }

  @Override
  public String instantText(String column) {
    return column;
  }

  @Override
  public Optional<SessionChange> sessionChange(String text) {
    return SqliteRawSql.sessionChange(text);
  }

  @Override
  public String absent(ObjectName name) {
    return "NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = "
        + sql.text(name.name())
        + " COLLATE NOCASE)";
  }

  @Override
  public boolean hasTable(Connection connection, ObjectName name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE")) {
      query.setString(1, name.name());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public String holdsData(ObjectName table, Optional<Column> column) {
    if (table.schema().isPresent()) {
      // Of an attached database nothing but names is known.
      String condition = column.map(c -> " WHERE " + quote(c.name()) + " IS NOT NULL").orElse("");
      String name = quote(table.schema().get()) + "." + quote(table.name());
      return "SELECT 1 FROM " + name + condition + " LIMIT 1";
    }
    return sql.holdsData(table, column);
  }

  private static long number(Connection connection, String pragma) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(pragma)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
