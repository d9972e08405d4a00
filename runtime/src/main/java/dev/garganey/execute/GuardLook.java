package dev.garganey.execute;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.plan.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GuardLook looks whether what a rollback takes away holds data, with the rows held still. */
final class GuardLook {
  private final Connection connection;
  private final Dialect dialect;
  private final Interruption interruption;

  GuardLook(Connection connection, Dialect dialect, Interruption interruption) {
    this.connection = connection;
    this.dialect = dialect;
    this.interruption = interruption;
  }

  /**
   * Whether what is guarded holds data.
   *
   * @throws HiddenRows if that cannot be told
   * @throws CannotSucceed if a value that is there cannot be what the rollback makes of it
   */
  boolean holds(Action.Guard guard) throws SQLException, HiddenRows, CannotSucceed {
    if (guard.permitted()) {
      return false;
    }
    Savepoint before = connection.setSavepoint();
    try {
      boolean holds = holdsNow(guard);
      connection.releaseSavepoint(before);
      return holds;
    } catch (SQLException failure) {
      if (guard.mayBeGone() && dialect.isMissing(failure)) {
        connection.rollback(before);
        return false;
      }
      if (dialect.isUnfit(failure)) {
        connection.rollback(before);
        throw new CannotSucceed(
            guard.object()
                + " gets its former type back, which not every value of it can have ("
                + failure.getMessage()
                + ")");
      }
      throw failure;
    }
  }

  /**
   * The tables and columns that would go along and hold data which nobody allowed to be lost.
   *
   * @throws HiddenRows if that cannot be told of one of them
   */
  List<String> holding(Action.GoingAlong along) throws SQLException, HiddenRows {
    List<String> found = new ArrayList<>();
    for (Goer goer : goers(along.text())) {
      String shown = goer.table() + goer.column().map(c -> "." + c).orElse("");
      if (along.allowed().contains(shown) || along.allowed().contains(goer.table().toString())) {
        continue;
      }
      Optional<String> holding = dialect.holding(goer.table(), true);
      if (holding.isPresent()) {
        run(holding.get());
      }
      Optional<String> hiding = dialect.hidesRows(goer.table());
      if (hiding.isPresent() && yieldsRow(hiding.get())) {
        throw new HiddenRows(shown);
      }
      Optional<Column> column = goer.column().map(c -> Column.of(c, new ColumnType.Text()));
      if (yieldsRow(dialect.holdsData(goer.table(), column))) {
        found.add(shown);
      }
    }
    return found;
  }

  /** Goer is what goes along: a table, or a column of it. */
  private record Goer(ObjectName table, Optional<String> column) {}

  private List<Goer> goers(String query) throws SQLException {
    List<Goer> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(
            new Goer(
                new ObjectName(Optional.ofNullable(rows.getString(1)), rows.getString(2)),
                Optional.ofNullable(rows.getString(3))));
      }
    }
    return found;
  }

  private boolean holdsNow(Action.Guard guard) throws SQLException, HiddenRows {
    for (String statement : guard.holding()) {
      run(statement);
    }
    for (String query : guard.hiding()) {
      if (yieldsRow(query)) {
        throw new HiddenRows(guard.object());
      }
    }
    return yieldsRow(guard.query());
  }

  private boolean yieldsRow(String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return interruption.during(
          statement,
          () -> {
            try (ResultSet rows = statement.executeQuery(query)) {
              return rows.next();
            }
          });
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      interruption.during(statement, () -> statement.execute(sql));
    }
  }
}
