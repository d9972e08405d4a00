package dev.garganey.dialect.postgresql;

import static dev.garganey.dialect.postgresql.NativeQueries.collation;
import static dev.garganey.dialect.postgresql.NativeQueries.name;
import static dev.garganey.dialect.postgresql.NativeQueries.ofUsers;
import static dev.garganey.dialect.postgresql.NativeQueries.options;
import static dev.garganey.dialect.postgresql.NativeQueries.select;

import java.util.List;

/** NativeTables asks for foreign tables, and for what tables and views have beyond the model. */
final class NativeTables {
  private NativeTables() {}

  private static NativeQuery relations(String condition, String sql) {
    return NativeQuery.where("pg_class", "oid >= 16384 AND " + condition, sql);
  }

  static List<NativeQuery> queries() {
    return List.of(
        NativeQuery.where("pg_foreign_table", "true", FOREIGN_TABLES),
        relations("relkind = 'v'", SELF_REFERRING_VIEWS),
        NativeQuery.where("pg_foreign_table", "true", FOREIGN_TRIGGERS),
        NativeQuery.where("pg_rewrite", "oid >= 16384 AND rulename <> '_RETURN'", RULES),
        NativeQuery.of("pg_statistic_ext", STATISTICS));
  }

  /** Queries that name their objects themselves. */
  static List<NativeQuery> named(Catalogue catalogue) {
    String columnSettings =
        COLUMN_SETTINGS.formatted(
            catalogue.since(
                14,
                "CASE a.attcompression WHEN 'p' THEN 'SET COMPRESSION pglz' WHEN 'l'"
                    + " THEN 'SET COMPRESSION lz4' END",
                "NULL::text"));
    return List.of(
        relations("relkind = 'v'", VIEW_DEFAULTS),
        NativeQuery.where("pg_index", "indisclustered", CLUSTERING),
        relations(
            "relkind IN ('i', 'I') AND (reloptions IS NOT NULL OR reltablespace <> 0)",
            INDEX_SETTINGS),
        NativeQuery.where(
            "pg_attribute",
            "attrelid >= 16384 AND attnum > 0 AND attstattarget >= 0",
            INDEX_STATISTICS),
        NativeQuery.where("pg_inherits", "true", PARTITION_INDEXES),
        NativeQuery.where("pg_inherits", "true", ATTACHED_INDEXES),
        NativeQuery.where("pg_attribute", "attoptions IS NOT NULL", columnSettings)
            .or(relations("relkind IN ('m', 'f')", columnSettings)),
        relations("reloftype <> 0", TYPED_TABLES),
        relations("relkind = 'S' AND relpersistence = 'u'", SEQUENCES));
  }

  private static final String COLUMN =
      "quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || "
          + options("a.attfdwoptions")
          + " || CASE WHEN a.attcollation <> at.typcollation THEN ' COLLATE ' || "
          + collation("a.attcollation")
          + " ELSE '' END || CASE WHEN d.oid IS NULL THEN '' WHEN a.attgenerated <> ''"
          + " THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'"
          + " ELSE ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END"
          + " || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END";

  private static final String FOREIGN_TABLES =
      select("pg_class", "c.oid", "foreignTable")
          + "format('CREATE FOREIGN TABLE %s%s%s SERVER %I%s', c.oid::regclass, CASE WHEN"
          + " c.relispartition THEN ' PARTITION OF ' || (SELECT h.inhparent::regclass FROM"
          + " pg_inherits h WHERE h.inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid)"
          + " ELSE format(E' (\\n"
          + "  %s\\n"
          + ")', (SELECT string_agg(e.text, E',\\n"
          + "  ' ORDER BY e.place, e.text) FROM (SELECT a.attnum AS place, "
          + COLUMN
          + " AS text FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid"
          + " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
          + " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal"
          + " UNION ALL SELECT 9999, format('CONSTRAINT %I %s', k.conname,"
          + " pg_get_constraintdef(k.oid)) FROM pg_constraint k WHERE k.conrelid = c.oid"
          + " AND k.contype = 'c' AND k.conislocal) e)) END, CASE WHEN NOT c.relispartition THEN"
          + " ' INHERITS (' || (SELECT string_agg(h.inhparent::regclass::text, ', '"
          + " ORDER BY h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = c.oid) || ')' END,"
          + " s.srvname, "
          + options("f.ftoptions")
          + ") AS create, 'DROP FOREIGN TABLE ' || c.oid::regclass AS drop, NULL AS part_class,"
          + " 0 AS part FROM pg_foreign_table f JOIN pg_class c ON c.oid = f.ftrelid"
          + " JOIN pg_foreign_server s ON s.oid = f.ftserver"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
          + ofUsers("pg_class", "c.oid");

  private static final String SELF_REFERRING_VIEWS =
      select("pg_class", "c.oid", "recursiveView")
          + "format(E'CREATE VIEW %1$s AS SELECT %2$s;\nCREATE OR REPLACE VIEW %1$s%3$s AS\n%4$s',"
          + " c.oid::regclass, (SELECT string_agg(format('NULL::%s%s AS %I',"
          + " format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> at.typcollation"
          + " THEN ' COLLATE ' || "
          + collation("a.attcollation")
          + " ELSE '' END, a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a JOIN pg_type at"
          + " ON at.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0), ' WITH (' ||"
          + " array_to_string(c.reloptions, ', ') || ')', rtrim(pg_get_viewdef(c.oid), ';')) AS"
          + " create, 'DROP VIEW ' || c.oid::regclass AS drop, NULL AS part_class, 0 AS part FROM"
          + " pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
          + RelationsReader.SELF_REFERRING
          + " AND "
          + ofUsers("pg_class", "c.oid");

  private static final String FOREIGN_TRIGGERS =
      select("pg_trigger", "t.oid", "trigger")
          + "pg_get_triggerdef(t.oid, true) AS create, format('DROP TRIGGER %I ON %s', t.tgname,"
          + " t.tgrelid::regclass) AS drop, 'pg_class' AS part_class, t.tgrelid AS part"
          + " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid AND c.relkind = 'f'"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND "
          + ofUsers("pg_class", "c.oid");

  private static final String RULES =
      select("pg_rewrite", "r.oid", "rule")
          + "rtrim(pg_get_ruledef(r.oid, true), E'; \\n') || CASE r.ev_enabled WHEN 'O' THEN ''"
          + " ELSE format(E';\\nALTER TABLE %s %s RULE %I', r.ev_class::regclass, CASE r.ev_enabled"
          + " WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END,"
          + " r.rulename) END AS create, format('DROP RULE %I ON %s', r.rulename,"
          + " r.ev_class::regclass) AS drop, 'pg_class' AS part_class, r.ev_class AS part"
          + " FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN' AND "
          + ofUsers("pg_class", "c.oid");

  private static final String STATISTICS =
      select("pg_statistic_ext", "s.oid", "statistics")
          + "pg_get_statisticsobjdef(s.oid) || CASE WHEN s.stxstattarget >= 0 THEN"
          + " format(E';\\nALTER STATISTICS %s SET STATISTICS %s', "
          + name("n.nspname", "s.stxname")
          + ", s.stxstattarget) ELSE '' END AS create, 'DROP STATISTICS ' || "
          + name("n.nspname", "s.stxname")
          + " AS drop, 'pg_class' AS part_class, s.stxrelid AS part FROM pg_statistic_ext s"
          + " JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE "
          + ofUsers("pg_statistic_ext", "s.oid");

  /** The head of a query whose objects are settings of a relation or of one of its columns. */
  private static String setting(String kind, String name, String create, String drop, String part) {
    return "SELECT '%s' AS kind, %s AS name, %s AS create, %s AS drop, 'pg_class' AS part_class,"
            .formatted(kind, name, create, drop)
        + " "
        + part
        + " AS part, 0 AS part_column";
  }

  private static final String VIEW_DEFAULTS =
      setting(
              "columnDefault",
              "format('%s.%I', c.oid::regclass, a.attname)",
              "format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, a.attname,"
                  + " pg_get_expr(d.adbin, d.adrelid))",
              "format('ALTER VIEW %s ALTER COLUMN %I DROP DEFAULT', c.oid::regclass, a.attname)",
              "c.oid")
          + " FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid AND c.relkind = 'v'"
          + " JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
          + ofUsers("pg_class", "c.oid");

  private static final String ALTER =
      "CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'f' THEN 'FOREIGN TABLE '"
          + " ELSE 'TABLE ' END";

  private static final String CLUSTERING =
      setting(
              "clustering",
              "c.oid::regclass",
              "format('ALTER %s%s CLUSTER ON %I', " + ALTER + ", c.oid::regclass, x.relname)",
              "format('ALTER %s%s SET WITHOUT CLUSTER', " + ALTER + ", c.oid::regclass)",
              "c.oid")
          + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid"
          + " JOIN pg_class c ON c.oid = i.indrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE i.indisclustered AND "
          + ofUsers("pg_class", "c.oid");

  /** Of the indexes that constraints bring along: the model knows none of their settings. */
  private static final String INDEX_SETTINGS =
      setting(
              "indexSettings",
              "x.oid::regclass",
              "concat_ws(E';\\n', 'ALTER INDEX ' || x.oid::regclass || ' SET ('"
                  + " || array_to_string(x.reloptions, ', ') || ')',"
                  + " 'ALTER INDEX ' || x.oid::regclass || ' SET TABLESPACE '"
                  + " || quote_ident(s.spcname))",
              "''",
              "c.oid")
          + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid"
          + " JOIN pg_class c ON c.oid = i.indrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_tablespace s ON s.oid = x.reltablespace"
          + " WHERE (x.reloptions IS NOT NULL OR s.oid IS NOT NULL)"
          + " AND EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid"
          + " AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')) AND "
          + ofUsers("pg_class", "c.oid");

  private static final String INDEX_STATISTICS =
      setting(
              "indexStatistics",
              "format('%s.%s', x.oid::regclass, a.attnum)",
              "format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', x.oid::regclass,"
                  + " a.attnum, a.attstattarget)",
              "format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS -1', x.oid::regclass,"
                  + " a.attnum)",
              "x.oid")
          + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid"
          + " JOIN pg_attribute a ON a.attrelid = x.oid AND a.attstattarget >= 0"
          + " JOIN pg_class c ON c.oid = i.indrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
          + ofUsers("pg_class", "c.oid");

  /**
   * The server names the index that a partition gets with its parent's; where it has another name
   * (src/backend/commands/indexcmds.c, ChooseIndexName), that is put right afterwards.
   */
  private static final String PARTITION_INDEXES =
      setting(
              "partitionIndex",
              "x.oid::regclass",
              "format('DO %L', format('BEGIN EXECUTE (SELECT format(''ALTER INDEX %%s RENAME TO"
                  + " %%I'', h.inhrelid::regclass, %L) FROM pg_inherits h JOIN pg_index i"
                  + " ON i.indexrelid = h.inhrelid WHERE h.inhparent = %L::regclass"
                  + " AND i.indrelid = %L::regclass); END', x.relname, h.inhparent::regclass,"
                  + " c.oid::regclass))",
              "''",
              "c.oid")
          + " FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid"
          + " JOIN pg_index pi ON pi.indexrelid = h.inhparent AND pi.indisvalid"
          + " JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE x.relname <> left("
          + "CASE WHEN i.indisprimary THEN c.relname || '_pkey' ELSE c.relname || '_' ||"
          + " (SELECT string_agg(a.attname, '_' ORDER BY a.attnum) FROM pg_attribute a"
          + " WHERE a.attrelid = x.oid) || CASE WHEN EXISTS (SELECT FROM pg_constraint k"
          + " WHERE k.conindid = x.oid AND k.contype = 'u') THEN '_key' ELSE '_idx' END END, 63)"
          + " AND "
          + ofUsers("pg_class", "c.oid");

  /** Of an index that not every partition has, those that have it. */
  private static final String ATTACHED_INDEXES =
      setting(
              "attachedIndex",
              "h.inhrelid::regclass",
              "format('ALTER INDEX %s ATTACH PARTITION %s', h.inhparent::regclass,"
                  + " h.inhrelid::regclass)",
              "''",
              "c.oid")
          + " FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid"
          + " JOIN pg_index pi ON pi.indexrelid = h.inhparent AND NOT pi.indisvalid"
          + " JOIN pg_class c ON c.oid = i.indrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
          + ofUsers("pg_class", "c.oid");

  /** Of tables only the options, for the model has the rest; of all others every setting. */
  private static final String COLUMN_SETTINGS =
      "SELECT 'columnSettings' AS kind, format('%%s.%%I', s.rel::regclass, s.attname) AS name,"
          + " format('ALTER %%s%%s %%s', s.word, s.rel::regclass, (SELECT string_agg(format("
          + "'ALTER COLUMN %%I %%s', s.attname, action), ', ') FROM unnest(s.actions) action))"
          + " AS create, '' AS drop, 'pg_class' AS part_class, s.rel AS part,"
          + " CASE WHEN s.relkind IN ('r', 'p') THEN s.attnum ELSE 0 END AS part_column"
          + " FROM (SELECT c.oid AS rel, c.relkind, a.attname, a.attnum, "
          + ALTER
          + " AS word, array_remove(ARRAY["
          + "CASE WHEN c.relkind IN ('m', 'f') AND a.attstattarget >= 0"
          + " THEN 'SET STATISTICS ' || a.attstattarget END,"
          + " CASE WHEN c.relkind IN ('m', 'f') AND a.attstorage <> t.typstorage THEN"
          + " 'SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'"
          + " WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,"
          + " CASE WHEN c.relkind IN ('m', 'f') THEN %s END,"
          + " 'SET (' || array_to_string(a.attoptions, ', ') || ')'], NULL) AS actions"
          + " FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
          + " JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm', 'f')"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum > 0"
          + " AND NOT a.attisdropped AND "
          + ofUsers("pg_class", "c.oid")
          + ") s WHERE cardinality(s.actions) > 0";

  private static final String TYPED_TABLES =
      setting(
              "typedTable",
              "c.oid::regclass",
              "format('ALTER TABLE %s OF %s', c.oid::regclass, c.reloftype::regtype)",
              "format('ALTER TABLE %s NOT OF', c.oid::regclass)",
              "c.oid")
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.reloftype <> 0 AND "
          + ofUsers("pg_class", "c.oid");

  private static final String SEQUENCES =
      setting(
              "unloggedSequence",
              "c.oid::regclass",
              "format('ALTER SEQUENCE %s SET UNLOGGED', c.oid::regclass)",
              "format('ALTER SEQUENCE %s SET LOGGED', c.oid::regclass)",
              "c.oid")
          + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid"
          + " AND d.deptype = 'i' LEFT JOIN pg_class t ON t.oid = d.refobjid"
          + " WHERE c.relkind = 'S' AND c.relpersistence = 'u'"
          + " AND t.relpersistence IS DISTINCT FROM 'u' AND "
          + ofUsers("pg_class", "c.oid");
}
