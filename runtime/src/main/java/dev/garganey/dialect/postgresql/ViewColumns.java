package dev.garganey.dialect.postgresql;

import dev.garganey.explore.ViewColumn;
import dev.garganey.explore.ViewShapes;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ViewColumns asks the catalogue for the columns of views. */
final class ViewColumns {
  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND\s"""
          + Catalogue.OF_USERS
          + " ORDER BY c.oid, a.attnum";

  private ViewColumns() {}

  static ViewShapes read(Connection connection) throws SQLException {
    Map<ObjectName, List<ViewColumn>> columns = new HashMap<>();
    try (Catalogue catalogue = new Catalogue(connection)) {
      catalogue.lookFromDefaultSchema();
      catalogue
          .ask(COLUMNS)
          .each(
              row ->
                  columns
                      .computeIfAbsent(
                          catalogue.name(row.getString("nspname"), row.getString("relname")),
                          k -> new ArrayList<>())
                      .add(new ViewColumn(row.getString("attname"), row.getString("type"))));
    }
    return new ViewShapes(columns, Map.of());
  }
}
