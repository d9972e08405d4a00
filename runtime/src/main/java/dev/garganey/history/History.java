package dev.garganey.history;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** History is the table of applied migrations. It uses the caller's connection and transaction. */
public final class History {
  private static final String COLUMNS =
      "id, name, position, checksum, operations_hash, kind, %s, applied_by, duration_ms, tool";

  private final Dialect dialect;
  private final ObjectName name;
  private final String table;
  private final boolean asksFirst;

  public History(Dialect dialect, ObjectName name) {
    this(dialect, name, false);
  }

  /**
   * A history.
   *
   * @param asksFirst whether to find out by a question whether the table is there, and not by a
   *     failure, which would end a transaction that is open
   */
  public History(Dialect dialect, ObjectName name, boolean asksFirst) {
    this.dialect = dialect;
    this.name = name;
    this.table = dialect.quote(name);
    this.asksFirst = asksFirst;
  }

  /** The table's name. */
  public ObjectName name() {
    return name;
  }

  /** Whether there is a table of this name that is not a history: it lacks a column of one. */
  public boolean isAnotherTable(Connection connection) throws SQLException {
    if (!dialect.hasTable(connection, name)) {
      return false;
    }
    String columns = COLUMNS.formatted("applied_at") + ", operations";
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("select " + columns + " from " + table + " where 1 = 0").close();
      return false;
    } catch (SQLException lacksColumn) {
      return true;
    }
  }

  /** Makes the table where it is missing. */
  public void create(Connection connection) throws SQLException {
    if (dialect.hasTable(connection, name)) {
      return;
    }
    execute(
        connection,
        "create table if not exists "
            + table
            + " (id text not null primary key, name text not null, position bigint not null unique,"
            + " checksum text not null, operations_hash text not null, operations text not null,"
            + " kind text not null, applied_at "
            + dialect.instantType()
            + " not null, applied_by text not null, duration_ms bigint not null,"
            + " tool text not null)");
  }

  /** All records, in the order of application; none where the table is missing. One query. */
  public List<Revision> read(Connection connection) throws SQLException {
    if (asksFirst && !dialect.hasTable(connection, name)) {
      return List.of();
    }
    String sql =
        "select "
            + COLUMNS.formatted(dialect.instantText("applied_at"))
            + " from "
            + table
            + " order by position";
    List<Revision> revisions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        revisions.add(
            new Revision(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getString(4),
                rows.getString(5),
                RevisionKind.valueOf(rows.getString(6)),
                rows.getString(7),
                rows.getString(8),
                rows.getLong(9),
                rows.getString(10)));
      }
    } catch (SQLException failure) {
      if (dialect.isMissingTable(failure)) {
        return List.of();
      }
      throw failure;
    }
    return revisions;
  }

  /** The recorded operations of one migration, as JSON. */
  public Optional<String> operations(Connection connection, String id) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select operations from " + table + " where id = ?")) {
      query.setString(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /** The recorded operations of all migrations, in the order of application, as JSON. */
  public List<String> allOperations(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select operations from " + table + " order by position")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  /** The recorded operations of all migrations by their ids, as JSON. One query. */
  public Map<String, String> operationsById(Connection connection) throws SQLException {
    Map<String, String> all = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, operations from " + table)) {
      while (rows.next()) {
        all.put(rows.getString(1), rows.getString(2));
      }
    }
    return all;
  }

  /**
   * Records a migration as applied now, in place of an earlier record of it: as the last one, or
   * where it replaces others, at the place of the last of these, whose records go.
   */
  public void record(Connection connection, Entry entry, List<String> replaced)
      throws SQLException {
    Optional<Long> place = lastPosition(connection, replaced);
    remove(connection, entry.id());
    for (String id : replaced) {
      remove(connection, id);
    }
    String sql =
        "insert into "
            + table
            + " (id, name, checksum, operations_hash, operations, kind, applied_by, duration_ms,"
            + " tool, applied_at, position) select ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            + dialect.instantParameter()
            + (place.isPresent()
                ? ", " + place.get()
                : ", coalesce(max(position), 0) + 1 from " + table);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, entry.id());
      insert.setString(2, entry.name());
      insert.setString(3, entry.checksum());
      insert.setString(4, entry.operationsHash());
      insert.setString(5, entry.operations());
      insert.setString(6, entry.kind().name());
      insert.setString(7, entry.appliedBy());
      insert.setLong(8, entry.durationMillis());
      insert.setString(9, entry.tool());
      insert.setString(10, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      insert.executeUpdate();
    }
  }

  private Optional<Long> lastPosition(Connection connection, List<String> ids) throws SQLException {
    Optional<Long> last = Optional.empty();
    try (PreparedStatement query =
        connection.prepareStatement("select position from " + table + " where id = ?")) {
      for (String id : ids) {
        query.setString(1, id);
        try (ResultSet rows = query.executeQuery()) {
          if (rows.next()) {
            long position = rows.getLong(1);
            last = Optional.of(Math.max(position, last.orElse(position)));
          }
        }
      }
    }
    return last;
  }

  /** Removes the record of a migration; false where there is none. */
  public boolean remove(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + table + " where id = ?")) {
      delete.setString(1, id);
      boolean removed = delete.executeUpdate() > 0;
      if (removed) {
        markChanged(connection);
      }
      return removed;
    }
  }

  /** Moves the last record on by one, so that a removal in the middle shows in {@link #version}. */
  private void markChanged(Connection connection) throws SQLException {
    execute(
        connection,
        "update " + table + " set position = position + 1 where position = " + lastPosition());
  }

  private String lastPosition() {
    return "(select max(position) from " + table + ")";
  }

  /** Notes that a file was only reformatted, so that it need not be looked into again. */
  public void reformatted(Connection connection, String id, String checksum) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update " + table + " set checksum = ? where id = ?")) {
      update.setString(1, checksum);
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /**
   * A value that is another one after any record was added or removed; empty where there is none.
   * It looks at the last record alone, so that asking costs the same however many there are.
   */
  public String version(Connection connection) throws SQLException {
    if (asksFirst && !dialect.hasTable(connection, name)) {
      return "";
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select position, id, "
                    + dialect.instantText("applied_at")
                    + " from "
                    + table
                    + " where position = "
                    + lastPosition())) {
      return rows.next() ? rows.getLong(1) + " " + rows.getString(2) + " " + rows.getString(3) : "";
    } catch (SQLException failure) {
      if (dialect.isMissingTable(failure)) {
        return "";
      }
      throw failure;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Entry is what {@link #record} writes. */
  public record Entry(
      String id,
      String name,
      String checksum,
      String operationsHash,
      String operations,
      RevisionKind kind,
      String appliedBy,
      long durationMillis,
      String tool) {}
}
