package dev.garganey.dialect.sqlite;

import dev.garganey.explore.ViewColumn;
import dev.garganey.explore.ViewShapes;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ViewColumns asks for the columns of views, as SQLite finds them by preparing their queries. One
 * statement asks for all; where a view is broken, which ends that statement, each is asked alone.
 */
final class ViewColumns {
  private static final String ALL =
      "SELECT v.name, c.name, c.type FROM main.sqlite_schema v, pragma_table_info(v.name) c"
          + " WHERE v.type = 'view' ORDER BY v.rowid, c.cid";
  private static final String VIEWS =
      "SELECT name FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid";
  private static final String ONE = "SELECT name, type FROM pragma_table_info(?) ORDER BY cid";

  private final Connection connection;
  private final Map<ObjectName, List<ViewColumn>> columns = new HashMap<>();
  private final Map<ObjectName, String> broken = new HashMap<>();

  private ViewColumns(Connection connection) {
    this.connection = connection;
  }

  static ViewShapes read(Connection connection) throws SQLException {
    ViewColumns reading = new ViewColumns(connection);
    try {
      reading.all();
    } catch (SQLException brokenView) {
      reading.columns.clear();
      reading.oneByOne();
    }
    return new ViewShapes(reading.columns, reading.broken);
  }

  private void all() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        columns
            .computeIfAbsent(ObjectName.of(rows.getString(1)), k -> new ArrayList<>())
            .add(new ViewColumn(rows.getString(2), rows.getString(3)));
      }
    }
  }

  private void oneByOne() throws SQLException {
    List<String> views = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(VIEWS)) {
      while (rows.next()) {
        views.add(rows.getString(1));
      }
    }
    for (String view : views) {
      try {
        columns.put(ObjectName.of(view), columnsOf(view));
      } catch (SQLException failure) {
        broken.put(ObjectName.of(view), Complaints.message(failure));
      }
    }
  }

  private List<ViewColumn> columnsOf(String view) throws SQLException {
    List<ViewColumn> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(ONE)) {
      statement.setString(1, view);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new ViewColumn(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return found;
  }
}
