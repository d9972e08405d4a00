package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.Capability;
import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.PlainName;
import dev.garganey.dialect.Result;
import dev.garganey.dialect.ScratchDatabase;
import dev.garganey.dialect.SessionChange;
import dev.garganey.dialect.StandardDdl;
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
import dev.garganey.operation.Step;
import dev.garganey.plan.RawDrop;
import dev.garganey.plan.Statement;
import dev.garganey.sql.SqlToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Parser;
import org.postgresql.core.v3.QueryExecutorImpl;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PgResultSet;
import org.postgresql.jdbc.PgStatement;
import org.postgresql.jdbc.TimestampUtils;
import org.postgresql.jdbc.TypeInfoCache;

/** PostgresqlDialect speaks to PostgreSQL. */
public final class PostgresqlDialect implements Dialect {
  /** PostgreSQL manual, appendix "PostgreSQL Error Codes". */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String UNDEFINED_TABLE = "42P01";

  /** Undefined table, undefined column, invalid schema name. */
  private static final Set<String> MISSING = Set.of(UNDEFINED_TABLE, "42703", "3F000");

  /** Admin shutdown, crash shutdown, cannot connect now, database dropped. */
  private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P04");

  private static final String READ_ONLY_TRANSACTION = "25006";
  private static final String DATA_EXCEPTION = "22";
  private static final String CANNOT_COERCE = "42846";
  private static final String DIVISION_BY_ZERO = "22012";

  private final PostgresqlSql sql = new PostgresqlSql();

  @Override
  public Product product() {
    return Product.POSTGRESQL;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public Connection open(ConnectionTarget target) throws SQLException {
    DriverTarget driver = DriverTarget.of(target);
    // Not by DriverManager: that loads the drivers of all products.
    Connection connection = new Driver().connect(driver.url(), driver.properties());
    if (connection == null) {
      throw new SQLException("`" + target.shown() + "` is not a JDBC URL of PostgreSQL", "08001");
    }
    return connection;
  }

  @Override
  public void loadDriver() {
    // What each connection needs, and the first answer.
    List<Class<?>> needed =
        List.of(
            Driver.class,
            PgConnection.class,
            QueryExecutorImpl.class,
            PgStatement.class,
            PgResultSet.class,
            TypeInfoCache.class,
            TimestampUtils.class,
            Parser.class,
            Pipeline.class,
            QueryRow.class,
            Replies.class,
            Literals.class);
    try {
      for (Class<?> one : needed) {
        Class.forName(one.getName());
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The driver was there when this was compiled", e);
    }
  }

  @Override
  public String quote(String name) {
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
  public Optional<String> catchUp(ObjectName table, Column column) {
    return column.identity().map(identity -> sql.catchUp(table, column));
  }

  @Override
  public String differs(Column column, String held, String wanted) {
    return sql.differs(column, held, wanted);
  }

  @Override
  public List<Statement> statements(List<Step> steps, Schema before) {
    List<Statement> statements = new ArrayList<>();
    PendingChecks checks = new PendingChecks(sql);
    Schema schema = before;
    for (int i = 0; i < steps.size(); i++) {
      schema = i == 0 ? schema : StandardDdl.after(steps.get(i - 1), schema);
      statements.addAll(checks.before(steps.get(i), schema, i == 0));
      statements.addAll(new PostgresqlDdl(this, sql, steps.get(i), schema).statements());
    }
    return statements;
  }

  @Override
  public boolean isPlainName(String name) {
    return PlainName.is(name, true);
  }

  @Override
  public TransactionState transactionState(Connection connection) throws SQLException {
    return switch (connection.unwrap(BaseConnection.class).getTransactionState()) {
      case IDLE -> TransactionState.NONE;
      case OPEN -> TransactionState.OPEN;
      case FAILED -> TransactionState.FAILED;
    };
  }

  /** The catalogue names an array type by its element, with a line before it. */
  @Override
  public String shownType(String name) {
    return name.startsWith("_") ? name.substring(1) + "[]" : name;
  }

  @Override
  public int sendsAtOnce(Connection connection) throws SQLException {
    return Pipeline.isOpenTo(connection) ? Pipeline.LIMIT : 0;
  }

  @Override
  public List<Result> send(Connection connection, List<Command> commands) throws CommandFailed {
    return Pipeline.send(connection, commands);
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(BaseConnection.class).cancelQuery();
  }

  /** By a division, which the planner cannot carry out before it knows whether it holds. */
  @Override
  public String demand(String condition) {
    return "SELECT 1 / (CASE WHEN " + condition + " THEN 1 ELSE 0 END)";
  }

  @Override
  public boolean isUnmet(SQLException failure) {
    return DIVISION_BY_ZERO.equals(failure.getSQLState());
  }

  @Override
  public Optional<Command> committing() {
    return Optional.of(Command.change(Replies.COMMIT, List.of()));
  }

  @Override
  public Optional<String> transactionMillis() {
    return Optional.of(
        "CAST(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.now()) * 1000 AS"
            + " bigint)");
  }

  @Override
  public boolean readsInTransaction() {
    return true;
  }

  @Override
  public boolean isConnectionLost(SQLException failure) {
    String state = failure.getSQLState();
    return Dialect.super.isConnectionLost(failure) || (state != null && GONE.contains(state));
  }

  @Override
  public ScratchDatabase scratch(ConnectionTarget near) throws SQLException {
    return PostgresqlScratch.create(near.scratch().orElse(near));
  }

  @Override
  public DiffRules diffRules() {
    return new PostgresqlDiffRules(sql);
  }

  @Override
  public Schema lower(Schema schema) {
    return PostgresqlLowering.lower(schema);
  }

  @Override
  public Schema inspect(Connection connection, Set<ObjectName> ownTables) throws SQLException {
    return PostgresqlInspector.inspect(connection, ownTables);
  }

  /** The live schema: PostgreSQL's catalogue keeps everything that history knows. */
  @Override
  public Schema reconcile(Schema recorded, Schema live) {
    return live;
  }

  /** What the last ANALYZE found or the statistics counted since, whichever is more. */
  @Override
  public long estimateRows(Connection connection, Collection<ObjectName> tables)
      throws SQLException {
    String sql =
        """
        SELECT coalesce(sum(greatest(c.reltuples::bigint, s.n_live_tup, 0)), 0)
          FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid\
        """;
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public Map<ObjectName, Extent> extents(Connection connection) throws SQLException {
    return ExtentsReader.read(connection);
  }

  @Override
  public ViewShapes viewColumns(Connection connection) throws SQLException {
    return ViewColumns.read(connection);
  }

  @Override
  public WriterLock lock(ConnectionTarget target, Duration timeout, Waiting waiting)
      throws SQLException {
    return AdvisoryLock.obtain(open(target), timeout, waiting);
  }

  /** PostgreSQL's foreign keys are of no concern: no table is rebuilt. */
  @Override
  public void begin(Connection connection, boolean suspendForeignKeys) throws SQLException {
    connection.setAutoCommit(false);
  }

  @Override
  public void end(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
  }

  @Override
  public void limitLockWait(Connection connection, Duration timeout) throws SQLException {
    long millis = timeout.isZero() ? 0 : Math.max(1, timeout.toMillis());
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = " + millis);
    }
  }

  @Override
  public void limitLockWaitWithin(Connection connection, Duration timeout) throws SQLException {
    long millis = timeout.isZero() ? 0 : Math.max(1, timeout.toMillis());
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = " + millis);
    }
  }

  /** Rolling back to a savepoint puts it back by itself. */
  @Override
  public List<String> readOnly(boolean on) {
    return on ? List.of("SET LOCAL transaction_read_only = on") : List.of();
  }

  @Override
  public boolean refusesToWrite(SQLException failure) {
    return READ_ONLY_TRANSACTION.equals(failure.getSQLState());
  }

  @Override
  public boolean isLockTimeout(SQLException failure) {
    return LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
  }

  @Override
  public OptionalInt position(SQLException failure) {
    return Complaints.position(failure);
  }

  @Override
  public String message(SQLException failure) {
    return Complaints.message(failure);
  }

  @Override
  public Optional<String> advice(SQLException failure) {
    return Complaints.advice(failure);
  }

  @Override
  public boolean isMissingTable(SQLException failure) {
    return UNDEFINED_TABLE.equals(failure.getSQLState());
  }

  @Override
  public boolean isMissing(SQLException failure) {
    return MISSING.contains(String.valueOf(failure.getSQLState()));
  }

  @Override
  public boolean isUnfit(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith(DATA_EXCEPTION) || state.equals(CANNOT_COERCE);
  }

  /** A name without quotes is folded to lower case (PostgreSQL manual, 4.1.1). */
  @Override
  public String nameOf(SqlToken token) {
    return token.kind() == SqlToken.Kind.WORD ? token.lower() : token.name();
  }

  @Override
  public Optional<String> losesValues(ObjectName table, Column held, Column back) {
    return sql.losesValues(table, held, back);
  }

  @Override
  public Optional<String> holding(ObjectName table, boolean drops) {
    return Optional.of(
        "LOCK TABLE "
            + quote(table)
            + (drops ? " IN ACCESS EXCLUSIVE MODE" : " IN SHARE ROW EXCLUSIVE MODE"));
  }

  @Override
  public Optional<String> goingAlong(RawDrop drop) {
    return Optional.of(new Dependents(sql).query(drop));
  }

  /** Policies do not show in what a query yields, but here they do. */
  @Override
  public Optional<String> hidesRows(ObjectName table) {
    return Optional.of(
        "SELECT 1 WHERE pg_catalog.row_security_active(" + sql.text(quote(table)) + ")");
  }

  @Override
  public String instantType() {
    return "timestamptz";
  }

  @Override
  public String instantParameter() {
    return "CAST(? AS timestamptz)";
  }

  @Override
  public String instantText(String column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
  }

  @Override
  public Optional<SessionChange> sessionChange(String text) {
    return RawStatement.sessionChange(text);
  }

  /** In the schema of the search path that has it, or else in the first one. */
  @Override
  public List<ObjectName> located(Connection connection, List<ObjectName> names)
      throws SQLException {
    List<String> columns =
        names.stream()
            .map(
                n ->
                    n.schema().isPresent()
                        ? "NULL::text"
                        : "coalesce((SELECT n.nspname FROM pg_catalog.pg_class c JOIN"
                            + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid ="
                            + " pg_catalog.to_regclass(?)), pg_catalog.current_schema())")
            .toList();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT " + String.join(", ", columns))) {
      int parameter = 0;
      for (ObjectName name : names) {
        if (name.schema().isEmpty()) {
          query.setString(++parameter, quote(name));
        }
      }
      if (parameter == 0) {
        return names;
      }
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        List<ObjectName> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
          String schema = rows.getString(i + 1);
          all.add(schema == null ? names.get(i) : ObjectName.of(schema, names.get(i).name()));
        }
        return all;
      }
    }
  }

  @Override
  public String absent(ObjectName name) {
    return "pg_catalog.to_regclass(" + sql.text(quote(name)) + ") IS NULL";
  }

  @Override
  public boolean hasTable(Connection connection, ObjectName name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)"
                + " AND relkind IN ('r', 'p')")) {
      query.setString(1, quote(name));
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public String holdsData(ObjectName table, Optional<Column> column) {
    return sql.holdsData(table, column);
  }
}
