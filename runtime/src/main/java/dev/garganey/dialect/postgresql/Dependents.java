package dev.garganey.dialect.postgresql;

import dev.garganey.plan.RawDrop;
import java.util.Map;

/**
 * Dependents asks which tables and columns go with what is dropped by CASCADE: all that {@code
 * pg_depend} leads to (PostgreSQL manual, 5.15, "Dependency Tracking", and 51.18). Generated
 * columns hold nothing of their own.
 */
final class Dependents {
  private final PostgresqlSql sql;

  Dependents(PostgresqlSql sql) {
    this.sql = sql;
  }

  String query(RawDrop drop) {
    return "WITH RECURSIVE gone (classid, objid, objsubid) AS ("
        + root(drop)
        + " UNION SELECT d.classid, d.objid, d.objsubid FROM pg_catalog.pg_depend d"
        + " JOIN gone g ON d.refclassid = g.classid AND d.refobjid = g.objid"
        + " AND (g.objsubid = 0 OR d.refobjsubid = g.objsubid))"
        + " SELECT DISTINCT nullif(n.nspname, pg_catalog.current_schema()), c.relname, a.attname FROM gone g"
        + " JOIN pg_catalog.pg_class c ON g.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
        + " AND c.oid = g.objid AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'"
        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        + " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = g.objsubid"
        + " WHERE g.objsubid = 0 OR (a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
        + " AND NOT EXISTS (SELECT FROM gone t WHERE t.classid = g.classid AND t.objid = g.objid"
        + " AND t.objsubid = 0)) ORDER BY 1, 2, 3";
  }

  private String root(RawDrop drop) {
    String named = sql.text(sql.quote(drop.name()));
    String name = sql.text(drop.name().name());
    if (drop.kind().equals("owned")) {
      return "SELECT classid, objid, 0 FROM pg_catalog.pg_shdepend WHERE deptype = 'o'"
          + " AND refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass"
          + " AND refobjid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = "
          + name
          + ") AND dbid = (SELECT oid FROM pg_catalog.pg_database"
          + " WHERE datname = pg_catalog.current_database())";
    }
    Map<String, String> found =
        Map.of(
            "type", "pg_catalog.to_regtype(" + named + ")",
            "domain", "pg_catalog.to_regtype(" + named + ")",
            "table", "pg_catalog.to_regclass(" + named + ")",
            "schema", "(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = " + name + ")",
            "extension", "(SELECT oid FROM pg_catalog.pg_extension WHERE extname = " + name + ")");
    Map<String, String> catalogues =
        Map.of(
            "type", "pg_type",
            "domain", "pg_type",
            "table", "pg_class",
            "schema", "pg_namespace",
            "extension", "pg_extension");
    return "SELECT 'pg_catalog."
        + catalogues.get(drop.kind())
        + "'::pg_catalog.regclass::oid, o::oid, 0 FROM "
        + "(SELECT "
        + found.get(drop.kind())
        + ") AS r (o) WHERE o IS NOT NULL";
  }
}
