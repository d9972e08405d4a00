package dev.garganey.dialect.postgresql;

import dev.garganey.explore.Extent;
import dev.garganey.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** ExtentsReader asks the statistics how much tables hold, a partitioned one by its partitions. */
final class ExtentsReader {
  /**
   * What the planner takes for the number of rows: as many on each page as the last ANALYZE found,
   * on as many pages as there are now (PostgreSQL manual, "pg_class": {@code reltuples} is -1 as
   * long as nobody counted). Before that, what the statistics counted.
   */
  private static final String EXTENTS =
      """
      WITH RECURSIVE tree (root, member) AS (
        SELECT c.oid, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND\s"""
          + Catalogue.OF_USERS
          + """

        UNION ALL
        SELECT t.root, i.inhrelid FROM tree t
          JOIN pg_class p ON p.oid = t.member AND p.relkind = 'p'
          JOIN pg_inherits i ON i.inhparent = t.member
      ), measured AS (
        SELECT m.oid, m.relkind, m.reltuples, m.relpages, x.n_live_tup,
          pg_relation_size(m.oid) AS bytes, pg_total_relation_size(m.oid) AS total_bytes
        FROM pg_class m LEFT JOIN pg_stat_all_tables x ON x.relid = m.oid
        WHERE m.oid IN (SELECT member FROM tree)
      ), estimated AS (
        SELECT oid, total_bytes, CASE WHEN relkind = 'p' OR bytes = 0 THEN 0
          WHEN reltuples >= 0 AND relpages > 0 THEN
            round(reltuples::numeric / relpages * bytes / current_setting('block_size')::numeric)
          WHEN n_live_tup > 0 THEN n_live_tup END AS estimate
        FROM measured
      )
      SELECT n.nspname, c.relname, s.total_rows, s.total_bytes FROM (
        SELECT t.root, sum(e.total_bytes) AS total_bytes,
          CASE WHEN bool_and(e.estimate IS NOT NULL) THEN sum(e.estimate) END AS total_rows
        FROM tree t JOIN estimated e ON e.oid = t.member GROUP BY t.root
      ) s JOIN pg_class c ON c.oid = s.root JOIN pg_namespace n ON n.oid = c.relnamespace""";

  private ExtentsReader() {}

  static Map<ObjectName, Extent> read(Connection connection) throws SQLException {
    Map<ObjectName, Extent> extents = new HashMap<>();
    try (Catalogue catalogue = new Catalogue(connection)) {
      catalogue.lookFromDefaultSchema();
      catalogue
          .ask(EXTENTS)
          .each(
              row ->
                  extents.put(
                      catalogue.name(row.getString("nspname"), row.getString("relname")),
                      new Extent(number(row, "total_rows"), false, number(row, "total_bytes"))));
    }
    return extents;
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
