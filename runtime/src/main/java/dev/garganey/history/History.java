package dev.garganey.history;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.Dialect;
import dev.garganey.dialect.Result;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** History is the table of applied migrations. It uses the caller's connection and transaction. */
public final class History {
  private static final String COLUMNS =
      "id, name, position, checksum, operations_hash, kind, %s, applied_by, duration_ms, tool";

  /** What is written beside the id, in the order of the values. */
  private static final String WRITTEN =
      "name, checksum, operations_hash, operations, kind, applied_by, duration_ms, tool,"
          + " applied_at, position";

  /** How many questions are asked before an answer is read. */
  private static final int AT_ONCE = 100;

  private final Dialect dialect;
  private final ObjectName name;
  private final String table;
  private final boolean asksFirst;
  private final String version;
  private final String changes;

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
    this.version =
        "coalesce((select position || ' ' || id || ' ' || "
            + dialect.instantText("applied_at")
            + " from "
            + table
            + " where position = "
            + lastPosition()
            + "), '')";
    this.changes =
        Stream.of(WRITTEN.split(", "))
            .map(c -> c + " = excluded." + c)
            .collect(Collectors.joining(", "));
  }

  /** The table's name. */
  public ObjectName name() {
    return name;
  }

  /** Whether there is a table of this name that is not a history: it lacks a column of one. */
  public boolean isAnotherTable(Connection connection) throws SQLException {
    if (!isThere(connection)) {
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
    if (isThere(connection)) {
      return;
    }
    Commands.execute(
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
    if (asksFirst && !isThere(connection)) {
      return List.of();
    }
    try {
      return revisions(Commands.ask(dialect, connection, reading()));
    } catch (SQLException failure) {
      if (dialect.isMissingTable(failure)) {
        return List.of();
      }
      throw failure;
    }
  }

  /** Whether the table is there. */
  public boolean isThere(Connection connection) throws SQLException {
    return dialect.hasTable(connection, name);
  }

  /** Whether a failure must not tell that the table is missing, for it would end a transaction. */
  public boolean asksFirst() {
    return asksFirst;
  }

  /** The question for all records, which fails where the table is missing. */
  public Command reading() {
    return Command.query(
        "select "
            + COLUMNS.formatted(dialect.instantText("applied_at"))
            + " from "
            + table
            + " order by position",
        List.of());
  }

  /** The records that are the answer to {@link #reading}. */
  public static List<Revision> revisions(Result answer) {
    return answer.rows().stream()
        .map(
            row ->
                new Revision(
                    row.text(1),
                    row.text(2),
                    row.number(3),
                    row.text(4),
                    row.text(5),
                    RevisionKind.valueOf(row.text(6)),
                    row.text(7),
                    row.text(8),
                    row.number(9),
                    row.text(10)))
        .toList();
  }

  /** The recorded operations of one migration, as JSON. */
  public Optional<String> operations(Connection connection, String id) throws SQLException {
    return Optional.ofNullable(operations(connection, List.of(id)).get(id));
  }

  /** The recorded operations of some migrations by their ids, as JSON; without those unknown. */
  public Map<String, String> operations(Connection connection, List<String> ids)
      throws SQLException {
    Map<String, String> all = new HashMap<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Command> questions =
          ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).stream()
              .map(
                  id ->
                      Command.query(
                          "select id, operations from " + table + " where id = ?", List.of(id)))
              .toList();
      for (Result result : Commands.run(dialect, connection, questions)) {
        result.rows().forEach(row -> all.put(row.text(1), row.text(2)));
      }
    }
    return all;
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
    Commands.run(dialect, connection, recording(entry, Optional.empty(), replaced));
  }

  /**
   * The commands that do so.
   *
   * @param more an expression for milliseconds to be added to the entry's duration
   */
  public List<Command> recording(Entry entry, Optional<String> more, List<String> replaced) {
    List<Command> all = new ArrayList<>();
    String last = "coalesce(max(position), 0) + 1";
    if (!replaced.isEmpty()) {
      String among = " where id in (" + "?, ".repeat(replaced.size() - 1) + "?)";
      // Out of the way, for a place is unique; what is negative is what is replaced.
      all.add(change("update " + table + " set position = -position" + among, replaced));
      last = "coalesce(-min(case when position < 0 then position end), " + last + ")";
    }
    all.add(insertion(entry, more, last));
    if (!replaced.isEmpty()) {
      all.add(
          change(
              markChanged() + " and exists (select 1 from " + table + " where position < 0)",
              List.of()));
      all.add(change("delete from " + table + " where position < 0", List.of()));
    }
    return all;
  }

  private Command insertion(Entry entry, Optional<String> more, String position) {
    return change(
        "insert into "
            + table
            + " (id, "
            + WRITTEN
            + ") select ?, ?, ?, ?, ?, ?, ?, ?"
            + more.map(m -> " + " + m).orElse("")
            + ", ?, "
            + dialect.instantParameter()
            + ", "
            + position
            + " from "
            + table
            // SQLite, "UPSERT", 2.2: without a condition ON would belong to the query.
            + " where 1 = 1 on conflict (id) do update set "
            + changes,
        List.of(
            entry.id(),
            entry.name(),
            entry.checksum(),
            entry.operationsHash(),
            entry.operations(),
            entry.kind().name(),
            entry.appliedBy(),
            entry.durationMillis(),
            entry.tool(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
  }

  private static Command change(String sql, List<?> values) {
    return Command.change(sql, List.copyOf(values));
  }

  /** Removes the record of a migration. */
  public void remove(Connection connection, String id) throws SQLException {
    Commands.run(dialect, connection, removal(id));
  }

  /** The commands that do so; there must be one. */
  public List<Command> removal(String id) {
    return List.of(
        change("delete from " + table + " where id = ?", List.of(id)),
        change(markChanged(), List.of()));
  }

  /** Moves the last record on by one, so that a removal in the middle shows in {@link #version}. */
  private String markChanged() {
    return "update " + table + " set position = position + 1 where position = " + lastPosition();
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
   * The expression for a text that is another one after any record was added or removed; empty
   * where there is none. It looks at the last record alone, so that asking costs the same however
   * many there are.
   */
  public String version() {
    return version;
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
