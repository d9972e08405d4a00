package dev.garganey.dialect.sqlite;

import dev.garganey.explore.ViewColumn;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ViewColumns asks for the columns of views, as SQLite finds them by preparing their queries. */
final class ViewColumns {
  private static final String COLUMNS =
      "SELECT v.name, c.name, c.type FROM main.sqlite_schema v, pragma_table_info(v.name) c"
          + " WHERE v.type = 'view' ORDER BY v.rowid, c.cid";

  private ViewColumns() {}

  static Map<ObjectName, List<ViewColumn>> read(Connection connection) {
    Map<ObjectName, List<ViewColumn>> columns = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns
            .computeIfAbsent(ObjectName.of(rows.getString(1)), k -> new ArrayList<>())
            .add(new ViewColumn(rows.getString(2), rows.getString(3)));
      }
    } catch (SQLException brokenView) {
      // The pragma fails for a view whose table is gone; those that were read are told.
      return columns;
    }
    return columns;
  }
}
