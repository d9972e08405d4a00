package dev.garganey.history;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Result;
import dev.garganey.model.ObjectName;
import dev.garganey.plan.Direction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
  private final String version;

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
    this.version =
        "coalesce((select string_agg(migration || ' ' || direction || ' ' || stage || ' ' ||"
            + " stages || ' ' || state || ' ' || statement_hash || ' ' ||"
            + " coalesce(batch_cursor, '') || ' ' || batch_rows, ' ' order by migration,"
            + " direction, stage) from "
            + table
            + "), '')";
  }

  /** The table's name. */
  public ObjectName name() {
    return name;
  }

  /** Whether the table is there. */
  public boolean isThere(Connection connection) throws SQLException {
    return dialect.hasTable(connection, name);
  }

  /** Makes the table where it is missing. */
  public void create(Connection connection) throws SQLException {
    if (isThere(connection)) {
      return;
    }
    Commands.execute(
        connection,
        "create table if not exists "
            + table
            + " (migration text not null, direction text not null, stage bigint not null,"
            + " stages bigint not null, state text not null, statement_hash text not null,"
            + " batch_cursor text, batch_rows bigint not null, changed_at "
            + dialect.instantType()
            + " not null, primary key (migration, direction, stage))");
  }

  /** Every migration under way, with its stages in order; none where the table is missing. */
  public Map<String, List<StageRecord>> read(Connection connection) throws SQLException {
    if (asksFirst && !isThere(connection)) {
      return Map.of();
    }
    try {
      return stages(Commands.ask(dialect, connection, reading()));
    } catch (SQLException failure) {
      if (dialect.isMissingTable(failure)) {
        return Map.of();
      }
      throw failure;
    }
  }

  /** The question for all stages, which fails where the table is missing. */
  public Command reading() {
    return Command.query(
        "select migration, direction, stage, stages, state, statement_hash, batch_cursor,"
            + " batch_rows from "
            + table
            + " order by migration, direction, stage",
        List.of());
  }

  /** The stages that are the answer to {@link #reading}, by migration. */
  public static Map<String, List<StageRecord>> stages(Result answer) {
    Map<String, List<StageRecord>> all = new TreeMap<>();
    for (Result.Row row : answer.rows()) {
      all.computeIfAbsent(row.text(1), id -> new ArrayList<>())
          .add(
              new StageRecord(
                  Direction.valueOf(row.text(2)),
                  (int) row.number(3),
                  (int) row.number(4),
                  StageState.valueOf(row.text(5)),
                  row.text(6),
                  row.optional(7),
                  row.number(8)));
    }
    return all;
  }

  /** Writes where a stage stands, in place of what was written before. */
  public void write(Connection connection, String migration, StageRecord stage)
      throws SQLException {
    Commands.run(dialect, connection, List.of(writing(migration, stage)));
  }

  /** The command that does so. */
  public Command writing(String migration, StageRecord stage) {
    List<Object> values = new ArrayList<>();
    values.add(migration);
    values.add(stage.direction().name());
    values.add((long) stage.stage());
    values.add((long) stage.stages());
    values.add(stage.state().name());
    values.add(stage.statementHash());
    stage.cursor().ifPresent(values::add);
    values.add(stage.rows());
    values.add(Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    return Command.change(
        "insert into "
            + table
            + " (migration, direction, stage, stages, state, statement_hash, batch_cursor,"
            + " batch_rows, changed_at) values (?, ?, ?, ?, ?, ?, "
            + (stage.cursor().isPresent() ? "?" : "null")
            + ", ?, "
            + dialect.instantParameter()
            + ") on conflict (migration, direction, stage) do update set stages = excluded.stages,"
            + " state = excluded.state, statement_hash = excluded.statement_hash, batch_cursor ="
            + " excluded.batch_cursor, batch_rows = excluded.batch_rows, changed_at ="
            + " excluded.changed_at",
        values);
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

  /** The expression for a text that is another one after any change of the journal. */
  public String version() {
    return version;
  }

  /** Forgets a migration that is finished. */
  public void clear(Connection connection, String migration) throws SQLException {
    Commands.run(dialect, connection, List.of(clearing(migration)));
  }

  /** The command that does so. */
  public Command clearing(String migration) {
    return Command.change("delete from " + table + " where migration = ?", List.of(migration));
  }
}
