package dev.garganey.dialect.postgresql;

import static dev.garganey.dialect.postgresql.NativeQueries.made;
import static dev.garganey.dialect.postgresql.NativeQueries.name;
import static dev.garganey.dialect.postgresql.NativeQueries.ofUsers;
import static dev.garganey.dialect.postgresql.NativeQueries.options;
import static dev.garganey.dialect.postgresql.NativeQueries.select;

import java.util.List;

/**
 * NativeServices asks for what works beside the tables: languages, text search, collations, foreign
 * data, event triggers, publications.
 */
final class NativeServices {
  private NativeServices() {}

  static List<NativeQuery> queries(Catalogue catalogue) {
    return List.of(
        NativeQuery.of("pg_language", LANGUAGES),
        NativeQuery.of("pg_transform", TRANSFORMS),
        NativeQuery.of("pg_am", ACCESS_METHODS),
        NativeQuery.of(
            "pg_collation",
            COLLATIONS.formatted(
                catalogue.since(
                    17, "c.colllocale", catalogue.since(15, "c.colliculocale", "c.collcollate")),
                catalogue.since(16, "c.collicurules", "NULL::text"))),
        NativeQuery.of("pg_conversion", CONVERSIONS),
        NativeQuery.of("pg_ts_parser", PARSERS),
        NativeQuery.of("pg_ts_template", TEMPLATES),
        NativeQuery.of("pg_ts_dict", DICTIONARIES),
        NativeQuery.of("pg_ts_config", CONFIGURATIONS),
        NativeQuery.of("pg_foreign_data_wrapper", WRAPPERS),
        NativeQuery.of("pg_foreign_server", SERVERS),
        NativeQuery.of("pg_foreign_server", MAPPINGS),
        NativeQuery.of("pg_event_trigger", EVENT_TRIGGERS),
        NativeQuery.of(
            "pg_publication", PUBLICATIONS.formatted(catalogue.since(13, "p.pubviaroot", "false"))),
        NativeQuery.of(
            "pg_publication",
            PUBLISHED_TABLES.formatted(
                catalogue.since(
                    15,
                    "coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY"
                        + " a.attnum) || ')' FROM pg_attribute a WHERE a.attrelid = r.prrelid AND"
                        + " a.attnum = ANY (r.prattrs)), '') || coalesce(' WHERE (' ||"
                        + " pg_get_expr(r.prqual, r.prrelid) || ')', '')",
                    "''"))),
        NativeQuery.of("pg_publication", catalogue.since(15, PUBLISHED_SCHEMAS, "")));
  }

  private static final String END = " AS drop, NULL AS part_class, 0 AS part ";

  private static final String LANGUAGES =
      select("pg_language", "l.oid", "language")
          + "format('CREATE %sLANGUAGE %I%s%s%s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE ''"
          + " END, l.lanname, ' HANDLER ' || nullif(l.lanplcallfoid, 0)::regproc,"
          + " ' INLINE ' || nullif(l.laninline, 0)::regproc,"
          + " ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc) AS create,"
          + " 'DROP LANGUAGE ' || quote_ident(l.lanname)"
          + END
          + "FROM pg_language l WHERE "
          + made("pg_language", "l.oid");

  private static final String TRANSFORMS =
      select("pg_transform", "t.oid", "transform")
          + "format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', t.trftype::regtype, l.lanname,"
          + " concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql::oid,"
          + " 0)::regprocedure, 'TO SQL WITH FUNCTION ' || nullif(t.trftosql::oid,"
          + " 0)::regprocedure)) AS create, format('DROP TRANSFORM FOR %s LANGUAGE %I',"
          + " t.trftype::regtype, l.lanname)"
          + END
          + "FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE "
          + made("pg_transform", "t.oid");

  private static final String ACCESS_METHODS =
      select("pg_am", "m.oid", "accessMethod")
          + "format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname, CASE m.amtype"
          + " WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, m.amhandler::regproc) AS create,"
          + " 'DROP ACCESS METHOD ' || quote_ident(m.amname)"
          + END
          + "FROM pg_am m WHERE "
          + made("pg_am", "m.oid");

  private static final String COLLATIONS =
      select("pg_collation", "c.oid", "collation")
          + "format('CREATE COLLATION %%s (%%s)', "
          + name("n.nspname", "c.collname")
          + ", concat_ws(', ', 'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b'"
          + " THEN 'builtin' ELSE 'libc' END, CASE WHEN NOT c.collisdeterministic THEN"
          + " 'deterministic = false' END, CASE WHEN c.collprovider <> 'c' THEN 'locale = ' ||"
          + " quote_literal(%s) END, 'rules = ' || quote_literal(%s), CASE WHEN c.collprovider ="
          + " 'c' THEN format('lc_collate = %%L, lc_ctype = %%L', c.collcollate, c.collctype) END))"
          + " AS create, 'DROP COLLATION ' || "
          + name("n.nspname", "c.collname")
          + END
          + "FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE "
          + ofUsers("pg_collation", "c.oid");

  private static final String CONVERSIONS =
      select("pg_conversion", "c.oid", "conversion")
          + "format('CREATE %sCONVERSION %s FOR %L TO %L FROM %s', CASE WHEN c.condefault"
          + " THEN 'DEFAULT ' ELSE '' END, "
          + name("n.nspname", "c.conname")
          + ", pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),"
          + " c.conproc::regproc) AS create, 'DROP CONVERSION ' || "
          + name("n.nspname", "c.conname")
          + END
          + "FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace WHERE "
          + ofUsers("pg_conversion", "c.oid");

  private static final String PARSERS =
      select("pg_ts_parser", "p.oid", "textSearchParser")
          + "format('CREATE TEXT SEARCH PARSER %s (%s)', "
          + name("n.nspname", "p.prsname")
          + ", concat_ws(', ', 'START = ' || p.prsstart::regproc, 'GETTOKEN = ' ||"
          + " p.prstoken::regproc, 'END = ' || p.prsend::regproc,"
          + " 'HEADLINE = ' || nullif(p.prsheadline::oid, 0)::regproc,"
          + " 'LEXTYPES = ' || p.prslextype::regproc)) AS create, 'DROP TEXT SEARCH PARSER ' || "
          + name("n.nspname", "p.prsname")
          + END
          + "FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace WHERE "
          + ofUsers("pg_ts_parser", "p.oid");

  private static final String TEMPLATES =
      select("pg_ts_template", "t.oid", "textSearchTemplate")
          + "format('CREATE TEXT SEARCH TEMPLATE %s (%s)', "
          + name("n.nspname", "t.tmplname")
          + ", concat_ws(', ', 'INIT = ' || nullif(t.tmplinit::oid, 0)::regproc,"
          + " 'LEXIZE = ' || t.tmpllexize::regproc)) AS create,"
          + " 'DROP TEXT SEARCH TEMPLATE ' || "
          + name("n.nspname", "t.tmplname")
          + END
          + "FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace WHERE "
          + ofUsers("pg_ts_template", "t.oid");

  private static final String DICTIONARIES =
      select("pg_ts_dict", "d.oid", "textSearchDictionary")
          + "format('CREATE TEXT SEARCH DICTIONARY %s (TEMPLATE = %s%s)', "
          + name("n.nspname", "d.dictname")
          + ", CASE WHEN tn.nspname = 'pg_catalog' THEN quote_ident(t.tmplname) ELSE "
          + name("tn.nspname", "t.tmplname")
          + " END, ', ' || d.dictinitoption) AS create, 'DROP TEXT SEARCH DICTIONARY ' || "
          + name("n.nspname", "d.dictname")
          + END
          + "FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace"
          + " JOIN pg_ts_template t ON t.oid = d.dicttemplate"
          + " JOIN pg_namespace tn ON tn.oid = t.tmplnamespace WHERE "
          + ofUsers("pg_ts_dict", "d.oid");

  private static final String CONFIGURATIONS =
      select("pg_ts_config", "c.oid", "textSearchConfiguration")
          + "format('CREATE TEXT SEARCH CONFIGURATION %1$s (PARSER = %2$s)%3$s', "
          + name("n.nspname", "c.cfgname")
          + ", CASE WHEN pn.nspname = 'pg_catalog' THEN quote_ident(p.prsname) ELSE "
          + name("pn.nspname", "p.prsname")
          + " END, (SELECT string_agg(format(E';\\n"
          + "ALTER TEXT SEARCH CONFIGURATION %s ADD MAPPING FOR %I WITH %s', "
          + name("n.nspname", "c.cfgname")
          + ", (SELECT k.alias FROM ts_token_type(c.cfgparser) k WHERE k.tokid = m.maptokentype),"
          + " m.dicts), '' ORDER BY m.maptokentype) FROM (SELECT maptokentype,"
          + " string_agg(mapdict::regdictionary::text, ', ' ORDER BY mapseqno) AS dicts"
          + " FROM pg_ts_config_map WHERE mapcfg = c.oid GROUP BY maptokentype) m)) AS create,"
          + " 'DROP TEXT SEARCH CONFIGURATION ' || "
          + name("n.nspname", "c.cfgname")
          + END
          + "FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace"
          + " JOIN pg_ts_parser p ON p.oid = c.cfgparser"
          + " JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE "
          + ofUsers("pg_ts_config", "c.oid");

  private static final String WRAPPERS =
      select("pg_foreign_data_wrapper", "w.oid", "foreignDataWrapper")
          + "format('CREATE FOREIGN DATA WRAPPER %I%s%s', w.fdwname,"
          + " ' HANDLER ' || nullif(w.fdwhandler, 0)::regproc,"
          + " ' VALIDATOR ' || nullif(w.fdwvalidator, 0)::regproc) || "
          + options("w.fdwoptions")
          + " AS create, 'DROP FOREIGN DATA WRAPPER ' || quote_ident(w.fdwname)"
          + END
          + "FROM pg_foreign_data_wrapper w WHERE "
          + made("pg_foreign_data_wrapper", "w.oid");

  private static final String SERVERS =
      select("pg_foreign_server", "s.oid", "server")
          + "format('CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I', s.srvname,"
          + " ' TYPE ' || quote_literal(s.srvtype), ' VERSION ' || quote_literal(s.srvversion),"
          + " w.fdwname) || "
          + options("s.srvoptions")
          + " AS create, 'DROP SERVER ' || quote_ident(s.srvname)"
          + END
          + "FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE "
          + made("pg_foreign_server", "s.oid");

  private static final String MAPPINGS =
      select("pg_user_mapping", "m.umid", "userMapping")
          + "format('CREATE USER MAPPING FOR %1$s SERVER %2$I', CASE WHEN m.umuser = 0"
          + " THEN 'PUBLIC' ELSE quote_ident(m.usename) END, m.srvname) || "
          + options("m.umoptions")
          + " AS create,"
          + " format('DROP USER MAPPING FOR %1$s SERVER %2$I', CASE WHEN m.umuser = 0"
          + " THEN 'PUBLIC' ELSE quote_ident(m.usename) END, m.srvname) AS drop,"
          + " 'pg_foreign_server' AS part_class, m.srvid AS part FROM pg_user_mappings m WHERE "
          + made("pg_user_mapping", "m.umid");

  private static final String EVENT_TRIGGERS =
      select("pg_event_trigger", "e.oid", "eventTrigger")
          + "format('CREATE EVENT TRIGGER %1$I ON %2$s%3$s EXECUTE FUNCTION %4$s()%5$s', e.evtname,"
          + " e.evtevent, ' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ')"
          + " FROM unnest(e.evttags) tag) || ')', e.evtfoid::regproc, CASE e.evtenabled"
          + " WHEN 'O' THEN '' ELSE format(E';\\nALTER EVENT TRIGGER %I %s', e.evtname, CASE"
          + " e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS'"
          + " ELSE 'ENABLE REPLICA' END) END) AS create,"
          + " 'DROP EVENT TRIGGER ' || quote_ident(e.evtname)"
          + END
          + "FROM pg_event_trigger e WHERE "
          + made("pg_event_trigger", "e.oid");

  private static final String PUBLICATIONS =
      select("pg_publication", "p.oid", "publication")
          + "format('CREATE PUBLICATION %%I%%s WITH (publish = %%L%%s)', p.pubname,"
          + " CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END, concat_ws(', ',"
          + " CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,"
          + " CASE WHEN p.pubdelete THEN 'delete' END,"
          + " CASE WHEN p.pubtruncate THEN 'truncate' END),"
          + " CASE WHEN %s THEN ', publish_via_partition_root = true' ELSE '' END) AS create,"
          + " 'DROP PUBLICATION ' || quote_ident(p.pubname)"
          + END
          + "FROM pg_publication p WHERE "
          + made("pg_publication", "p.oid");

  private static final String PUBLISHED_TABLES =
      select("pg_publication_rel", "r.oid", "publishedTable")
          + "format('ALTER PUBLICATION %%I ADD TABLE ONLY %%s', p.pubname, r.prrelid::regclass)"
          + " || %s AS create, format('ALTER PUBLICATION %%I DROP TABLE ONLY %%s', p.pubname,"
          + " r.prrelid::regclass) AS drop, 'pg_class' AS part_class, r.prrelid AS part"
          + " FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE "
          + made("pg_publication", "p.oid");

  private static final String PUBLISHED_SCHEMAS =
      select("pg_publication_namespace", "r.oid", "publishedSchema")
          + "format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname) AS"
          + " create, format('ALTER PUBLICATION %I DROP TABLES IN SCHEMA %I', p.pubname, n.nspname)"
          + " AS drop, 'pg_namespace' AS part_class, n.oid AS part FROM pg_publication_namespace r"
          + " JOIN pg_publication p ON p.oid = r.pnpubid JOIN pg_namespace n ON n.oid = r.pnnspid"
          + " WHERE "
          + made("pg_publication", "p.oid");
}
