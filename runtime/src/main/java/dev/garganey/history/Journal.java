package dev.garganey.history;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import dev.garganey.plan.Direction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Journal is the table of the stages of migrations that are not one transaction. A stage that can
 * be a transaction is marked done within it; one that cannot is written down as an intent before.
 */
public final class Journal {
  private final Dialect dialect;
  private final ObjectName name;
  private final String table;
  private final boolean asksFirst;

  public Journal(Dialect dialect, ObjectName name) {
    this(dialect, name, false);
  }

  /**
   * A journal.
   *
   * @param asksFirst as of {@link History#History(Dialect, ObjectName, boolean)}
   */
  public Journal(Dialect dialect, ObjectName name, boolean asksFirst) {
    this.dialect = dialect;
    this.name = name;
    this.table = dialect.quote(name);
    this.asksFirst = asksFirst;
  }

  /** The table's name. */
  public ObjectName name() {
    return name;
  }

  /** Makes the table where it is missing. */
  public void create(Connection connection) throws SQLException {
    if (dialect.hasTable(connection, name)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists "
              + table
              + " (migration text not null, direction text not null, stage bigint not null,"
              + " stages bigint not null, state text not null, statement_hash text not null,"
              + " batch_cursor text, batch_rows bigint not null, changed_at "
              + dialect.instantType()
              + " not null, primary key (migration, direction, stage))");
    }
  }

  /** Every migration under way, with its stages in order; none where the table is missing. */
  public Map<String, List<StageRecord>> read(Connection connection) throws SQLException {
    if (asksFirst && !dialect.hasTable(connection, name)) {
      return Map.of();
    }
    Map<String, List<StageRecord>> all = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select migration, direction, stage, stages, state, statement_hash, batch_cursor,"
                    + " batch_rows from "
                    + table
                    + " order by migration, direction, stage")) {
      while (rows.next()) {
        all.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
            .add(
                new StageRecord(
                    Direction.valueOf(rows.getString(2)),
                    rows.getInt(3),
                    rows.getInt(4),
                    StageState.valueOf(rows.getString(5)),
                    rows.getString(6),
                    Optional.ofNullable(rows.getString(7)),
                    rows.getLong(8)));
      }
    } catch (SQLException failure) {
      if (dialect.isMissingTable(failure)) {
        return Map.of();
      }
      throw failure;
    }
    return all;
  }

  /** Writes where a stage stands, in place of what was written before. */
  public void write(Connection connection, String migration, StageRecord stage)
      throws SQLException {
    remove(connection, migration, stage);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + table
                + " (migration, direction, stage, stages, state, statement_hash, batch_cursor,"
                + " batch_rows, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, "
                + dialect.instantParameter()
                + ")")) {
      insert.setString(1, migration);
      insert.setString(2, stage.direction().name());
      insert.setInt(3, stage.stage());
      insert.setInt(4, stage.stages());
      insert.setString(5, stage.state().name());
      insert.setString(6, stage.statementHash());
      insert.setString(7, stage.cursor().orElse(null));
      insert.setLong(8, stage.rows());
      insert.setString(9, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      insert.executeUpdate();
    }
  }

  /**
   * Writes how far a backfill has come, if it stands where this run left it.
   *
   * @param expected where this run left it; empty where it has yet to begin
   * @return whether it stood there; if not, somebody else goes on with it, and nothing was written
   */
  public boolean advance(
      Connection connection, String migration, StageRecord stage, Optional<String> expected)
      throws SQLException {
    String at = expected.isPresent() ? "batch_cursor = ?" : "batch_cursor is null";
    try (PreparedStatement claim =
        connection.prepareStatement(
            "update "
                + table
                + " set batch_cursor = batch_cursor"
                + " where migration = ? and direction = ? and stage = ? and "
                + at)) {
      claim.setString(1, migration);
      claim.setString(2, stage.direction().name());
      claim.setInt(3, stage.stage());
      if (expected.isPresent()) {
        claim.setString(4, expected.get());
      }
      boolean stands = claim.executeUpdate() > 0;
      if (!stands && (expected.isPresent() || isKnown(connection, migration, stage))) {
        return false;
      }
    }
    write(connection, migration, stage);
    return true;
  }

  private boolean isKnown(Connection connection, String migration, StageRecord stage)
      throws SQLException {
    return read(connection).getOrDefault(migration, List.of()).stream()
        .anyMatch(r -> r.direction() == stage.direction() && r.stage() == stage.stage());
  }

  /** Forgets that a stage was about to run. */
  public void remove(Connection connection, String migration, StageRecord stage)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + table + " where migration = ? and direction = ? and stage = ?")) {
      delete.setString(1, migration);
      delete.setString(2, stage.direction().name());
      delete.setInt(3, stage.stage());
      delete.executeUpdate();
    }
  }

  /** A value that is another one after any change of the journal. */
  public String version(Connection connection) throws SQLException {
    Map<String, List<StageRecord>> all = read(connection);
    return all.isEmpty() ? "" : all.toString();
  }

  /** Forgets a migration that is finished. */
  public void clear(Connection connection, String migration) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + table + " where migration = ?")) {
      delete.setString(1, migration);
      delete.executeUpdate();
    }
  }
}
