package dev.garganey.dialect.postgresql;

import java.util.List;

/**
 * NativePrivileges asks for grants, comments, labels and the like: what is said about other
 * objects. Who owns an object is left out, and so are the owner's own privileges.
 */
final class NativePrivileges {
  private NativePrivileges() {}

  /** Queries that name their objects themselves. */
  static List<NativeQuery> named(Catalogue catalogue) {
    String grants =
        GRANTS.formatted(
            PROTECTED.formatted(
                catalogue.since(
                    15,
                    "makeaclitem(0, n.nspowner, 'USAGE', false)",
                    "ARRAY[makeaclitem(0, n.nspowner, 'USAGE', false),"
                        + " makeaclitem(0, n.nspowner, 'CREATE', false)]")));
    return List.of(
        new NativeQuery("true", grants),
        NativeQuery.where("pg_default_acl", "true", DEFAULTS),
        NativeQuery.where(
            "pg_description",
            "objoid >= 16384 AND classoid NOT IN ('pg_proc'::regclass, 'pg_extension'::regclass)",
            COMMENTS),
        new NativeQuery("true", PUBLIC_COMMENT),
        NativeQuery.of("pg_extension", EXTENSION_COMMENTS),
        NativeQuery.where("pg_seclabel", "true", LABELS),
        NativeQuery.where("pg_depend", "deptype = 'x'", EXTENSION_DEPENDENCIES));
  }

  /**
   * Every object that can have privileges, with the code that acldefault knows it by. The schema
   * public has from the start what others have not.
   */
  private static final String PROTECTED =
      """
      SELECT 'pg_class'::regclass AS class, c.oid, 0 AS sub, c.relacl AS acl,
        NULL::aclitem[] AS initial,
        CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char" AS code, c.relowner AS owner,
        CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.oid::regclass AS target
      FROM pg_class c WHERE c.relacl IS NOT NULL
        AND c.relnamespace <> 'information_schema'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL
      SELECT 'pg_class'::regclass, a.attrelid, a.attnum, a.attacl, NULL, 'c'::"char", c.relowner,
        quote_ident(a.attname)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
        AND c.relnamespace <> 'information_schema'::regnamespace
      UNION ALL
      SELECT 'pg_proc'::regclass, p.oid, 0, p.proacl, NULL, 'f'::"char", p.proowner,
        CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || p.oid::regprocedure
      FROM pg_proc p WHERE p.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM pg_depend x
        WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype = 'i')
      UNION ALL
      SELECT 'pg_type'::regclass, t.oid, 0, t.typacl, NULL, 'T'::"char", t.typowner,
        CASE t.typtype WHEN 'd' THEN 'DOMAIN ' ELSE 'TYPE ' END || t.oid::regtype
      FROM pg_type t WHERE t.typacl IS NOT NULL
      UNION ALL
      SELECT 'pg_namespace'::regclass, n.oid, 0, coalesce(n.nspacl, acldefault('n', n.nspowner)),
        CASE n.nspname WHEN 'public' THEN acldefault('n', n.nspowner) || %s END, 'n'::"char", n.nspowner,
        'SCHEMA ' || quote_ident(n.nspname)
      FROM pg_namespace n WHERE n.nspname = 'public'
        OR n.nspacl IS NOT NULL AND n.nspname <> 'information_schema'
      UNION ALL
      SELECT 'pg_language'::regclass, l.oid, 0, l.lanacl, NULL, 'l'::"char", l.lanowner,
        'LANGUAGE ' || quote_ident(l.lanname)
      FROM pg_language l WHERE l.lanacl IS NOT NULL
      UNION ALL
      SELECT 'pg_foreign_data_wrapper'::regclass, w.oid, 0, w.fdwacl, NULL, 'F'::"char", w.fdwowner,
        'FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)
      FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
      UNION ALL
      SELECT 'pg_foreign_server'::regclass, s.oid, 0, s.srvacl, NULL, 'S'::"char", s.srvowner,
        'FOREIGN SERVER ' || quote_ident(s.srvname)
      FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL""";

  private static final String ROLE =
      "CASE e.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(e.grantee)) END";

  /** The privileges in one list and not in another, apart from the owner's. */
  private static String without(String acl, String other) {
    return "(SELECT "
        + ROLE
        + " AS role, e.privilege_type, e.is_grantable FROM aclexplode("
        + acl
        + ") e WHERE e.grantee <> p.owner"
        + " AND pg_get_userbyid(e.grantee) <> 'pg_database_owner'"
        + " EXCEPT SELECT "
        + ROLE
        + ", e.privilege_type, e.is_grantable FROM aclexplode("
        + other
        + ") e)";
  }

  private static final String GRANTS =
      """
      SELECT 'grants' AS kind, CASE WHEN p.code = 'c'
          THEN 'COLUMN ' || p.oid::regclass || '.' || p.target ELSE p.target END AS name,
        string_agg(s.text, E';\\n' ORDER BY s.place, s.text) AS create,
        string_agg(s.back, E';\\n' ORDER BY s.place, s.text) AS drop,
        p.class::text AS part_class, p.oid AS part, p.sub AS part_column
      FROM (SELECT q.class, q.oid, q.sub, q.acl, q.code, q.owner, q.target,
          coalesce(q.initial, i.initprivs, acldefault(q.code, q.owner)) AS initial,
          CASE WHEN q.code = 'c' THEN format(' (%%%%s)', q.target) ELSE '' END AS suffix,
          CASE WHEN q.code = 'c' THEN 'ON TABLE ' || q.oid::regclass ELSE 'ON ' || q.target END
            AS on_what
        FROM (%s) q LEFT JOIN pg_init_privs i
          ON i.classoid = q.class AND i.objoid = q.oid AND i.objsubid = q.sub) p
      CROSS JOIN LATERAL (
        SELECT 1 AS place, format('REVOKE %%%%s %%%%s FROM %%%%s', r.privileges, p.on_what, r.role)
            AS text, format('GRANT %%%%s %%%%s TO %%%%s', r.privileges, p.on_what, r.role) AS back
          FROM (SELECT role, string_agg(privilege_type || p.suffix, ', '
              ORDER BY privilege_type)
              AS privileges FROM %s x GROUP BY role) r
        UNION ALL
        SELECT 2, format('GRANT %%%%s %%%%s TO %%%%s%%%%s', g.privileges, p.on_what, g.role,
            CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END),
            format('REVOKE %%%%s %%%%s FROM %%%%s', g.privileges, p.on_what, g.role)
          FROM (SELECT role, is_grantable, string_agg(privilege_type || p.suffix, ', '
              ORDER BY privilege_type) AS privileges FROM %s x GROUP BY role, is_grantable) g
      ) s
      GROUP BY p.class, p.oid, p.sub, p.code, p.target"""
          .formatted("%s", without("p.initial", "p.acl"), without("p.acl", "p.initial"));

  private static final String DEFAULTS =
      """
      SELECT 'defaultPrivileges' AS kind, format('%%s for %%s%%s', p.objects, p.role,
          ' in ' || p.nspname) AS name,
        string_agg(s.text, E';\\n' ORDER BY s.place, s.text) AS create,
        string_agg(s.back, E';\\n' ORDER BY s.place, s.text) AS drop,
        'role' AS part_class, p.owner AS part, 0 AS part_column
      FROM (SELECT d.oid, d.defaclrole AS owner, d.defaclacl AS acl, n.nspname,
          quote_ident(pg_get_userbyid(d.defaclrole)) AS role,
          CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE d.defaclobjtype WHEN 'S' THEN 's'
            ELSE d.defaclobjtype END::"char", d.defaclrole) END AS initial,
          CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
            WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS'
            ELSE 'LARGE OBJECTS' END AS objects,
          format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I%%s', pg_get_userbyid(d.defaclrole),
            ' IN SCHEMA ' || quote_ident(n.nspname)) AS head
        FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace) p
      CROSS JOIN LATERAL (
        SELECT 1 AS place,
            format('%%s REVOKE %%s ON %%s FROM %%s', p.head, r.privileges, p.objects, r.role) AS text,
            format('%%s GRANT %%s ON %%s TO %%s', p.head, r.privileges, p.objects, r.role) AS back
          FROM (SELECT role, string_agg(privilege_type, ', ' ORDER BY privilege_type)
              AS privileges FROM %s x GROUP BY role) r
        UNION ALL
        SELECT 2, format('%%s GRANT %%s ON %%s TO %%s%%s', p.head, g.privileges, p.objects, g.role,
            CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END),
            format('%%s REVOKE %%s ON %%s FROM %%s', p.head, g.privileges, p.objects, g.role)
          FROM (SELECT role, is_grantable, string_agg(privilege_type, ', '
              ORDER BY privilege_type) AS privileges FROM %s x GROUP BY role, is_grantable) g
      ) s
      GROUP BY p.oid, p.objects, p.role, p.nspname, p.owner"""
          .formatted(ofAll("p.initial", "p.acl"), ofAll("p.acl", "p.initial"));

  /** The privileges in one list and not in another, the owner's included. */
  private static String ofAll(String acl, String other) {
    return without(acl, other).replace("e.grantee <> p.owner AND", "");
  }

  /** What the model has comments of itself is left out. */
  private static final String COMMENTS =
      """
      SELECT 'comment' AS kind, c.target AS name,
        format('COMMENT ON %s IS %L', c.target, c.description) AS create,
        format('COMMENT ON %s IS NULL', c.target) AS drop,
        c.class::text AS part_class, c.objoid AS part, 0 AS part_column
      FROM (SELECT d.classoid::regclass AS class, d.objoid, d.objsubid, d.description,
          CASE
            WHEN k.contypid <> 0 THEN format('CONSTRAINT %I ON DOMAIN %s', k.conname,
              k.contypid::regtype)
            WHEN d.objsubid > 0 THEN 'COLUMN ' || o.identity
            WHEN o.type LIKE '%constraint' THEN 'CONSTRAINT ' || o.identity
            WHEN o.type = 'statistics object' THEN 'STATISTICS ' || o.identity
            WHEN o.type = 'foreign-data wrapper' THEN 'FOREIGN DATA WRAPPER ' || o.identity
            WHEN o.type = 'transform' THEN 'TRANSFORM '
              || regexp_replace(replace(o.identity, ' on language ', ' LANGUAGE '), '^for ', 'FOR ')
            ELSE upper(o.type) || ' ' || o.identity END AS target
        FROM pg_description d
        LEFT JOIN pg_class r ON d.classoid = 'pg_class'::regclass AND r.oid = d.objoid
        LEFT JOIN pg_type t ON d.classoid = 'pg_type'::regclass AND t.oid = d.objoid
        LEFT JOIN pg_trigger g ON d.classoid = 'pg_trigger'::regclass AND g.oid = d.objoid
        LEFT JOIN pg_class gr ON gr.oid = g.tgrelid
        LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
        CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) o
        WHERE d.objoid >= 16384
          AND d.classoid NOT IN ('pg_proc'::regclass, 'pg_extension'::regclass)
          AND NOT coalesce(r.relkind IN ('r', 'p'), false)
          AND NOT coalesce(r.relkind IN ('v', 'm', 'i', 'I') AND d.objsubid = 0 AND NOT EXISTS
            (SELECT FROM pg_constraint x WHERE x.conindid = r.oid AND x.contype IN ('p', 'u', 'x'))
            AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = r.oid), false)
          AND NOT coalesce(r.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend x WHERE
            x.classid = 'pg_class'::regclass AND x.objid = r.oid AND x.deptype = 'i'), false)
          AND NOT coalesce(t.typtype IN ('e', 'd'), false)
          AND NOT (d.classoid = 'pg_namespace'::regclass AND o.identity = 'public')
          AND NOT coalesce(gr.relkind <> 'f', false)
          AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = d.classoid
            AND x.objid = d.objoid AND x.deptype = 'e')) c""";

  /** An extension brings its comment along. */
  private static final String EXTENSION_COMMENTS =
      """
      SELECT 'comment' AS kind, 'EXTENSION ' || quote_ident(e.extname) AS name,
        format('COMMENT ON EXTENSION %I IS %s', e.extname,
          coalesce(quote_literal(obj_description(e.oid, 'pg_extension')), 'NULL')) AS create,
        '' AS drop, 'pg_extension' AS part_class, e.oid AS part, 0 AS part_column
      FROM pg_extension e LEFT JOIN pg_available_extensions a ON a.name = e.extname
      WHERE coalesce(obj_description(e.oid, 'pg_extension'), '') <> coalesce(a.comment, '')""";

  /** Every database begins with a schema public that has a comment. */
  private static final String PUBLIC_COMMENT =
      """
      SELECT 'comment' AS kind, 'SCHEMA public' AS name, 'COMMENT ON SCHEMA public IS '
          || coalesce(quote_literal(obj_description(n.oid, 'pg_namespace')), 'NULL') AS create,
        'COMMENT ON SCHEMA public IS ' || quote_literal('standard public schema') AS drop,
        'pg_namespace' AS part_class, n.oid AS part, 0 AS part_column
      FROM pg_namespace n WHERE n.nspname = 'public'
        AND coalesce(obj_description(n.oid, 'pg_namespace'), '') <> 'standard public schema'""";

  private static final String LABELS =
      """
      SELECT 'securityLabel' AS kind, format('%s on %s %s', l.provider, l.objtype, l.objname)
          AS name, format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, upper(l.objtype),
          l.objname, l.label) AS create, format('SECURITY LABEL FOR %I ON %s %s IS NULL',
          l.provider, upper(l.objtype), l.objname) AS drop,
        l.classoid::regclass::text AS part_class, l.objoid AS part, 0 AS part_column
      FROM pg_seclabels l WHERE l.objtype NOT IN ('database', 'role', 'tablespace')
        AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = l.classoid
          AND x.objid = l.objoid AND x.deptype = 'e')""";

  private static final String EXTENSION_DEPENDENCIES =
      """
      SELECT 'extensionDependency' AS kind, o.type || ' ' || o.identity || ' on ' || e.extname
          AS name, format('ALTER %s %s DEPENDS ON EXTENSION %I', upper(o.type), o.identity,
          e.extname) AS create, format('ALTER %s %s NO DEPENDS ON EXTENSION %I', upper(o.type),
          o.identity, e.extname) AS drop, d.classid::regclass::text AS part_class,
        d.objid AS part, 0 AS part_column
      FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
      CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) o
      WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x'""";
}
