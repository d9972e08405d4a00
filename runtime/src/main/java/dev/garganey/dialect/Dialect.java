package dev.garganey.dialect;

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
import dev.garganey.plan.RawDrop;
import dev.garganey.plan.Statement;
import dev.garganey.sql.SqlToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Dialect answers the questions to which database products give different answers. */
public interface Dialect {
  /** The product that it is for. */
  Product product();

  /** What the product can do. */
  Set<Capability> capabilities();

  /**
   * Whether a JDBC URL leads to this product; loads no driver.
   *
   * @param url {@code jdbc:…}
   */
  boolean accepts(String url);

  /**
   * A connection in autocommit mode, set up for migrations: on SQLite foreign keys are on, on
   * PostgreSQL the application's name is set. Loads this product's driver and no other.
   *
   * @throws SQLException if the database does not answer or refuses
   */
  Connection open(ConnectionTarget target) throws SQLException;

  /**
   * Loads this product's driver, so that {@link #open} takes less time. It meets no database, and
   * may be called on another thread.
   */
  void loadDriver();

  /** The name between quotes, safe whatever it is. */
  String quote(String name);

  /** The name with its schema between quotes. */
  default String quote(ObjectName name) {
    return name.schema().map(s -> quote(s) + ".").orElse("") + quote(name.name());
  }

  /** Whether a name stands for itself without quotes. */
  default boolean isPlainName(String name) {
    return PlainName.is(name, false);
  }

  /** What a name stands for that SQL says with these quotes, or without any. */
  default String nameOf(SqlToken token) {
    return token.name();
  }

  /**
   * A query for the tables that go, or of which a column goes, when something is dropped with all
   * that depends on it: the schema, NULL for the default one, the table, the column or NULL. Empty
   * where the product drops nothing so.
   */
  default Optional<String> goingAlong(RawDrop drop) {
    return Optional.empty();
  }

  /** What SQL calls {@code schema.name}. */
  default ObjectName inSchema(String schema, String name) {
    return ObjectName.of(schema, name);
  }

  /** The value as an SQL literal, or the expression as it is. */
  String literal(Value value);

  /**
   * The value as an expression that compares with what a column holds, without being cut to its
   * length.
   */
  String comparable(Column column, Value value);

  /**
   * The condition that a column holds another value, also where one of them is NULL and where the
   * column's own equality takes different values for the same.
   *
   * @param held the column as the query names it
   * @param wanted an expression, {@link #comparable} or of the same type
   */
  String differs(Column column, String held, String wanted);

  /**
   * The statement after which the numbers that the database gives to a column go on behind those
   * that rows brought with them; empty where it does so by itself.
   */
  default Optional<String> catchUp(ObjectName table, Column column) {
    return Optional.empty();
  }

  /**
   * The statements for some steps in a row. Every step is meant for this product, and can be
   * applied to {@code before} unless that is open.
   *
   * @throws dev.garganey.model.SchemaMistake if the product cannot do it
   */
  List<Statement> statements(List<Step> steps, Schema before);

  /**
   * The schema as this product can store it: what it has no words for is put into its own or left
   * out. What {@link #inspect} yields is always so already.
   */
  Schema lower(Schema schema);

  /**
   * The schema of the database, by a fixed number of catalogue queries however much it holds, and
   * without Garganey's own tables.
   *
   * @param ownTables the names of Garganey's tables, to leave out
   */
  Schema inspect(Connection connection, Set<ObjectName> ownTables) throws SQLException;

  /**
   * The live schema, enriched by what only history knows: where a recorded object, lowered, is what
   * is there, the recorded one stands for it.
   */
  Schema reconcile(Schema recorded, Schema live);

  /**
   * A new, empty database for proofs, such as the server of the given one makes it.
   *
   * @param near the database beside which it is made; it is not touched
   * @throws SQLException if none can be made
   */
  ScratchDatabase scratch(ConnectionTarget near) throws SQLException;

  /** Its answers about differences between schemas. */
  DiffRules diffRules();

  /** Whether what the plan adds to raw SQL depends on the schema; finding that out costs time. */
  default boolean plansBySchema(RawSql sql) {
    return false;
  }

  /**
   * The schema after SQL that Garganey cannot read, found by running it on a scratch database where
   * the product has one at hand; else the schema, opened. From the first statement on that cannot
   * be run there, the rest is left out, and the schema opened.
   */
  default Schema replay(Schema before, List<String> sql) {
    return before.opened();
  }

  /**
   * The expression that yields a number which changes whenever anybody changes the schema, where
   * the product keeps one; else 0.
   */
  default String schemaVersion() {
    return "0";
  }

  /**
   * How many bytes {@link #send} sends before it reads the first answer, so that it is worth while
   * to gather commands; 0 where it sends one after the other.
   */
  default int sendsAtOnce(Connection connection) throws SQLException {
    return 0;
  }

  /**
   * Runs commands one after the other on a connection; a transaction that {@link #begin} opened is
   * begun with the first of them at the latest. Where the product's driver can, all are sent at
   * once: then nobody may count on a pause between them.
   *
   * @return an answer for each
   * @throws CommandFailed if one of them fails; those behind it did not run
   */
  default List<Result> send(Connection connection, List<Command> commands) throws CommandFailed {
    return InTurn.send(connection, commands);
  }

  /** Stops what is running on a connection, from another thread; nothing happens if none is. */
  void cancel(Connection connection) throws SQLException;

  /** A query that fails, so that {@link #isUnmet} knows it, unless a condition holds. */
  String demand(String condition);

  /** Whether this failure means that what {@link #demand} asked for does not hold. */
  boolean isUnmet(SQLException failure);

  /**
   * The command that commits, where that can be one of several that are sent at once; elsewhere
   * {@link #commit} does it.
   */
  default Optional<Command> committing() {
    return Optional.empty();
  }

  /**
   * The expression that yields the milliseconds since the transaction began; empty where the caller
   * knows as well.
   */
  default Optional<String> transactionMillis() {
    return Optional.empty();
  }

  /**
   * Makes the caller the one writer, waiting as long as the timeout says.
   *
   * @param waiting told when somebody else has the lock
   * @throws LockNotObtained after that time; the message says who has it
   */
  WriterLock lock(ConnectionTarget target, Duration timeout, Waiting waiting) throws SQLException;

  /**
   * Opens a transaction for writing. Where a database has one writer and that is somebody else, it
   * fails at once and does not wait, so that the caller can say what it waits for.
   *
   * @param suspendForeignKeys whether foreign keys are off within it, where the product checks them
   *     at once
   */
  void begin(Connection connection, boolean suspendForeignKeys) throws SQLException;

  /**
   * The query that counts the broken foreign keys of the whole database, where foreign keys can be
   * off within a transaction.
   */
  default Optional<String> brokenForeignKeys() {
    return Optional.empty();
  }

  /** Commits the transaction that {@link #begin} opened. */
  default void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  /** Rolls back the transaction that {@link #begin} opened. */
  default void rollback(Connection connection) throws SQLException {
    connection.rollback();
  }

  /**
   * What {@link #begin} does, as a script for the product's own client says it, a statement each.
   */
  default List<String> opening(boolean suspendForeignKeys) {
    return List.of("BEGIN;");
  }

  /** What {@link #commit} and {@link #end} do, as a script for the product's own client says it. */
  default List<String> closing(boolean suspendForeignKeys) {
    return List.of("COMMIT;");
  }

  /** Puts back, after commit or rollback, what {@link #begin} changed; autocommit is on again. */
  void end(Connection connection) throws SQLException;

  /** Where the connection stands, as the database sees it. */
  TransactionState transactionState(Connection connection) throws SQLException;

  /** Whether the driver reads rows bit by bit only within a transaction. */
  default boolean readsInTransaction() {
    return false;
  }

  /** Whether each value has a type of its own, whatever its column says. */
  default boolean typesByValue() {
    return false;
  }

  /** A type as people write it, of the name that the driver has for it. */
  default String shownType(String name) {
    return name;
  }

  /** Whether this failure means that the connection is gone; SQLSTATE class 08, and closed ones. */
  default boolean isConnectionLost(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("08");
  }

  /**
   * Whether this failure means that no answer came, so that nobody knows what was done; SQLSTATE
   * class 08. A server that ends a session says so, and then it is known.
   */
  default boolean isAnswerLost(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("08");
  }

  /**
   * Limits how long a statement waits for a lock of the database.
   *
   * @param timeout zero for no limit
   */
  void limitLockWait(Connection connection, Duration timeout) throws SQLException;

  /**
   * The same for the transaction that {@link #begin} has opened, and no longer. Where that has the
   * one lock there is, nothing is waited for.
   */
  default void limitLockWaitWithin(Connection connection, Duration timeout) throws SQLException {}

  /**
   * Statements by which the transaction that is open takes no change, or takes changes again behind
   * a savepoint that was rolled back to.
   *
   * @param on which of both
   */
  List<String> readOnly(boolean on);

  /** Whether this failure means that {@link #readOnly} kept a statement from changing something. */
  boolean refusesToWrite(SQLException failure);

  /**
   * Whether this failure means that a lock was not obtained in time, so that trying again helps.
   */
  boolean isLockTimeout(SQLException failure);

  /** Where in the statement the product found fault, counted in characters from 0. */
  default OptionalInt position(SQLException failure) {
    return OptionalInt.empty();
  }

  /** The same where the product itself does not say it, but the statement shows it. */
  default OptionalInt position(SQLException failure, String sql) {
    return position(failure);
  }

  /** What the failure says, without what {@link #position} tells. */
  default String message(SQLException failure) {
    return String.valueOf(failure.getMessage());
  }

  /** What is in the way and what to do, where the product's own message leaves users alone. */
  Optional<String> advice(SQLException failure);

  /** Whether this failure means that a table is not there. */
  boolean isMissingTable(SQLException failure);

  /** Whether this failure means that a table, its schema, or a column of it is not there. */
  boolean isMissing(SQLException failure);

  /** Whether this failure means that a value cannot be what a type wants. */
  default boolean isUnfit(SQLException failure) {
    return false;
  }

  /** The column type in which Garganey's own tables keep points in time. */
  String instantType();

  /** The parameter that takes a point in time given as ISO-8601 text. */
  String instantParameter();

  /** The expression that yields a column of points in time as ISO-8601 text in UTC. */
  String instantText(String column);

  /** What a statement changes for the rest of the session alone, judged by its leading words. */
  default Optional<SessionChange> sessionChange(String sql) {
    return Optional.empty();
  }

  /**
   * The names by which tables are found whatever the session says later: where they are now, or
   * where they would be made. One query.
   */
  default List<ObjectName> located(Connection connection, List<ObjectName> names)
      throws SQLException {
    return names;
  }

  /** The condition that no table named like this is there. */
  String absent(ObjectName name);

  /** Whether a table named like this is there; one query. */
  boolean hasTable(Connection connection, ObjectName name) throws SQLException;

  /**
   * One query that yields a row if the table, or a column of it, holds data. NULL is none, and
   * neither is the column's default where that is a literal.
   */
  String holdsData(ObjectName table, Optional<Column> column);

  /**
   * One query that yields a row if some value that a column holds would not come back from being
   * stored as another column is; empty where every value does.
   *
   * @param held the column as it is now
   * @param back the column as it would be
   */
  Optional<String> losesValues(ObjectName table, Column held, Column back);

  /**
   * The statement after which nobody else changes the rows of a table until the transaction ends;
   * empty where nobody can anyway.
   *
   * @param drops whether the table is then to be dropped or altered, which nobody may read along
   */
  default Optional<String> holding(ObjectName table, boolean drops) {
    return Optional.empty();
  }

  /** One query that yields a row if the one who is connected may not see all rows of a table. */
  default Optional<String> hidesRows(ObjectName table) {
    return Optional.empty();
  }

  /**
   * About how many rows the database holds, as cheaply as the product can tell.
   *
   * @param tables those that are counted where the product keeps no estimate
   */
  long estimateRows(Connection connection, Collection<ObjectName> tables) throws SQLException;

  /**
   * How much each table and materialized view holds, as far as that can be told by a fixed number
   * of queries that take no longer than a moment, however much it is.
   */
  Map<ObjectName, Extent> extents(Connection connection) throws SQLException;

  /**
   * The columns of all views, with the names of their types, by a fixed number of catalogue queries
   * as long as all views work; no view is run. Of a broken one is told why.
   */
  ViewShapes viewColumns(Connection connection) throws SQLException;

  /** A query cut off after so many rows. */
  default String first(String query, int rows) {
    return query + " LIMIT " + rows;
  }
}
