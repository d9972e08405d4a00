package dev.garganey.dialect.postgresql;

import static dev.garganey.dialect.postgresql.NativeQueries.collation;
import static dev.garganey.dialect.postgresql.NativeQueries.made;
import static dev.garganey.dialect.postgresql.NativeQueries.name;
import static dev.garganey.dialect.postgresql.NativeQueries.ofUsers;
import static dev.garganey.dialect.postgresql.NativeQueries.select;

import java.util.List;

/** NativeTypes asks for types other than enums and domains, for casts and operators. */
final class NativeTypes {
  /** A type whose functions take it as an argument is announced before them. */
  static final String SHELL = "shellType";

  private NativeTypes() {}

  static List<NativeQuery> queries(Catalogue catalogue) {
    String ranges = "rngtypid >= 16384";
    String bases = "oid >= 16384 AND typtype IN ('b', 'p') AND typcategory <> 'A'";
    return List.of(
        NativeQuery.where("pg_class", "oid >= 16384 AND relkind = 'c'", COMPOSITES),
        NativeQuery.where(
            "pg_range",
            ranges,
            RANGES.formatted(
                catalogue.since(
                    14, "' multirange_type_name = ' || r.rngmultitypid::regtype", "NULL::text"))),
        NativeQuery.where("pg_type", bases, SHELLS)
            .or(NativeQuery.where("pg_range", ranges, SHELLS)),
        NativeQuery.where(
            "pg_type",
            bases,
            BASES.formatted(
                catalogue.since(
                    14, "nullif(t.typsubscript::oid, 0)::regproc::text", "NULL::text"))),
        NativeQuery.of("pg_cast", CASTS),
        NativeQuery.of("pg_operator", OPERATORS),
        NativeQuery.of("pg_opfamily", FAMILIES),
        NativeQuery.of("pg_opclass", CLASSES),
        NativeQuery.of("pg_opfamily", LOOSE_MEMBERS));
  }

  private static final String COMPOSITES =
      select("pg_type", "t.oid", "compositeType")
          + "format('CREATE TYPE %s AS (%s)', t.oid::regtype, (SELECT string_agg("
          + "quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)"
          + " || CASE WHEN a.attcollation <> at.typcollation THEN ' COLLATE ' || "
          + collation("a.attcollation")
          + " ELSE '' END, ', ' ORDER BY a.attnum)"
          + " FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid"
          + " WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)) AS create,"
          + " 'DROP TYPE ' || t.oid::regtype AS drop, NULL AS part_class, 0 AS part"
          + " FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'"
          + " JOIN pg_namespace n ON n.oid = t.typnamespace WHERE "
          + ofUsers("pg_type", "t.oid");

  private static final String RANGES =
      select("pg_type", "t.oid", "rangeType")
          + "format('CREATE TYPE %%s AS RANGE (%%s)', t.oid::regtype, concat_ws(',',"
          + " ' subtype = ' || format_type(r.rngsubtype, NULL),"
          + " (SELECT ' subtype_opclass = ' || "
          + name("on_.nspname", "o.opcname")
          + " FROM pg_opclass o JOIN pg_namespace on_ ON on_.oid = o.opcnamespace"
          + " WHERE o.oid = r.rngsubopc AND NOT o.opcdefault),"
          + " CASE WHEN r.rngcollation <> s.typcollation THEN ' collation = ' || "
          + collation("r.rngcollation")
          + " END,"
          + " ' canonical = ' || nullif(r.rngcanonical::oid, 0)::regproc,"
          + " ' subtype_diff = ' || nullif(r.rngsubdiff::oid, 0)::regproc, %s)) AS create,"
          + " 'DROP TYPE ' || t.oid::regtype AS drop, NULL AS part_class, 0 AS part"
          + " FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid"
          + " JOIN pg_type s ON s.oid = r.rngsubtype"
          + " JOIN pg_namespace n ON n.oid = t.typnamespace WHERE "
          + ofUsers("pg_type", "t.oid");

  private static final String SHELLS =
      select("shell", "t.oid", SHELL)
          + "'CREATE TYPE ' || t.oid::regtype AS create, '' AS drop, 'pg_type' AS part_class,"
          + " t.oid AS part FROM pg_type t LEFT JOIN pg_range r ON r.rngtypid = t.oid"
          + " JOIN pg_namespace n ON n.oid = t.typnamespace WHERE (r.rngcanonical <> 0"
          + " OR t.typtype = 'b' AND t.typcategory <> 'A' AND t.typisdefined) AND "
          + ofUsers("pg_type", "t.oid");

  private static final String BASES =
      select("pg_type", "t.oid", "baseType")
          + "CASE WHEN NOT t.typisdefined THEN 'CREATE TYPE ' || t.oid::regtype ELSE"
          + " format('CREATE TYPE %%s (%%s)', t.oid::regtype, concat_ws(', ',"
          + " 'INPUT = ' || t.typinput::regproc, 'OUTPUT = ' || t.typoutput::regproc,"
          + " 'RECEIVE = ' || nullif(t.typreceive::oid, 0)::regproc,"
          + " 'SEND = ' || nullif(t.typsend::oid, 0)::regproc,"
          + " 'TYPMOD_IN = ' || nullif(t.typmodin::oid, 0)::regproc,"
          + " 'TYPMOD_OUT = ' || nullif(t.typmodout::oid, 0)::regproc,"
          + " 'ANALYZE = ' || nullif(t.typanalyze::oid, 0)::regproc, 'SUBSCRIPT = ' || %s,"
          + " 'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'VARIABLE'"
          + " ELSE t.typlen::text END,"
          + " CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,"
          + " 'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2'"
          + " WHEN 'i' THEN 'int4' ELSE 'double' END,"
          + " 'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external'"
          + " WHEN 'x' THEN 'extended' ELSE 'main' END,"
          + " 'CATEGORY = ' || quote_literal(t.typcategory::text),"
          + " CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,"
          + " 'DEFAULT = ' || quote_literal(t.typdefault),"
          + " CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || t.typelem::regtype END,"
          + " 'DELIMITER = ' || quote_literal(t.typdelim::text),"
          + " CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END)) END AS create,"
          + " 'DROP TYPE ' || t.oid::regtype || ' CASCADE' AS drop, NULL AS part_class, 0 AS part"
          + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
          + " WHERE (t.typtype = 'b' AND t.typcategory <> 'A' OR t.typtype = 'p') AND "
          + ofUsers("pg_type", "t.oid");

  private static final String CASTS =
      select("pg_cast", "c.oid", "cast")
          + "format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL),"
          + " format_type(c.casttarget, NULL), CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION'"
          + " WHEN 'i' THEN 'WITH INOUT' ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure END,"
          + " CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT'"
          + " ELSE '' END) AS create,"
          + " format('DROP CAST (%s AS %s)', format_type(c.castsource, NULL),"
          + " format_type(c.casttarget, NULL)) AS drop, NULL AS part_class, 0 AS part"
          + " FROM pg_cast c WHERE NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid ="
          + " 'pg_cast'::regclass AND x.objid = c.oid AND x.deptype = 'i') AND "
          + made("pg_cast", "c.oid");

  private static String operator(String oid) {
    return "(SELECT format('OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x"
        + " JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = "
        + oid
        + ")";
  }

  private static final String OPERATORS =
      select("pg_operator", "o.oid", "operator")
          + "format('CREATE OPERATOR %s%s (%s)', CASE WHEN n.nspname = current_schema() THEN ''"
          + " ELSE quote_ident(n.nspname) || '.' END, o.oprname, concat_ws(', ',"
          + " 'FUNCTION = ' || o.oprcode::regproc,"
          + " 'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL),"
          + " 'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),"
          + " 'COMMUTATOR = ' || "
          + operator("o.oprcom")
          + ", 'NEGATOR = ' || "
          + operator("o.oprnegate")
          + ", 'RESTRICT = ' || nullif(o.oprrest::oid, 0)::regproc,"
          + " 'JOIN = ' || nullif(o.oprjoin::oid, 0)::regproc,"
          + " CASE WHEN o.oprcanhash THEN 'HASHES' END,"
          + " CASE WHEN o.oprcanmerge THEN 'MERGES' END)) AS create,"
          + " 'DROP OPERATOR ' || o.oid::regoperator AS drop, NULL AS part_class, 0 AS part"
          + " FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace"
          + " WHERE o.oprcode <> 0 AND "
          + ofUsers("pg_operator", "o.oid");

  private static final String FAMILIES =
      select("pg_opfamily", "f.oid", "operatorFamily")
          + "format('CREATE OPERATOR FAMILY %1$s USING %2$I', "
          + name("n.nspname", "f.opfname")
          + ", m.amname) AS create, format('DROP OPERATOR FAMILY %1$s USING %2$I', "
          + name("n.nspname", "f.opfname")
          + ", m.amname) AS drop, NULL AS part_class, 0 AS part"
          + " FROM pg_opfamily f JOIN pg_am m ON m.oid = f.opfmethod"
          + " JOIN pg_namespace n ON n.oid = f.opfnamespace WHERE "
          + ofUsers("pg_opfamily", "f.oid");

  /** The operators and functions that depend on a class or a family, as its definition has them. */
  private static String members(String catalogue, String oid, String type) {
    String depends =
        " AND d.refclassid = '%s'::regclass AND d.refobjid = %s AND d.deptype = '%s'"
            .formatted(catalogue, oid, type);
    return "(SELECT string_agg(m.text, ', ' ORDER BY m.text) FROM (SELECT format('OPERATOR %s"
        + " %s%s', a.amopstrategy, a.amopopr::regoperator, (SELECT ' FOR ORDER BY ' || "
        + name("xn.nspname", "x.opfname")
        + " FROM pg_opfamily x JOIN pg_namespace xn ON xn.oid = x.opfnamespace"
        + " WHERE x.oid = a.amopsortfamily)) AS text FROM pg_amop a JOIN pg_depend d"
        + " ON d.classid = 'pg_amop'::regclass AND d.objid = a.oid"
        + depends
        + " UNION ALL SELECT format('FUNCTION %s (%s, %s) %s', a.amprocnum,"
        + " format_type(a.amproclefttype, NULL), format_type(a.amprocrighttype, NULL),"
        + " a.amproc::regprocedure) FROM pg_amproc a JOIN pg_depend d"
        + " ON d.classid = 'pg_amproc'::regclass AND d.objid = a.oid"
        + depends
        + ") m)";
  }

  private static final String CLASSES =
      select("pg_opclass", "o.oid", "operatorClass")
          + "format('CREATE OPERATOR CLASS %s%s FOR TYPE %s USING %I FAMILY %s AS %s', "
          + name("n.nspname", "o.opcname")
          + ", CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END,"
          + " format_type(o.opcintype, NULL), m.amname, "
          + name("fn.nspname", "f.opfname")
          + ", concat_ws(', ', 'STORAGE ' || format_type(CASE WHEN o.opckeytype <> 0"
          + " THEN o.opckeytype WHEN NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid ="
          + " 'pg_opclass'::regclass AND d.refobjid = o.oid AND d.classid IN"
          + " ('pg_amop'::regclass, 'pg_amproc'::regclass)) THEN o.opcintype END, NULL), "
          + members("pg_opclass", "o.oid", "i")
          + ")) AS create, format('DROP OPERATOR CLASS %s USING %I', "
          + name("n.nspname", "o.opcname")
          + ", m.amname) AS drop, NULL AS part_class, 0 AS part FROM pg_opclass o"
          + " JOIN pg_am m ON m.oid = o.opcmethod JOIN pg_namespace n ON n.oid = o.opcnamespace"
          + " JOIN pg_opfamily f ON f.oid = o.opcfamily"
          + " JOIN pg_namespace fn ON fn.oid = f.opfnamespace WHERE "
          + ofUsers("pg_opclass", "o.oid");

  private static final String LOOSE_MEMBERS =
      "SELECT * FROM ("
          + select("members", "f.oid", "operatorFamilyMembers")
          + "format('ALTER OPERATOR FAMILY %s USING %I ADD ', "
          + name("n.nspname", "f.opfname")
          + ", m.amname) || "
          + members("pg_opfamily", "f.oid", "a")
          + " AS create, '' AS drop, 'pg_opfamily' AS part_class, f.oid AS part"
          + " FROM pg_opfamily f JOIN pg_am m ON m.oid = f.opfmethod"
          + " JOIN pg_namespace n ON n.oid = f.opfnamespace WHERE "
          + ofUsers("pg_opfamily", "f.oid")
          + ") m WHERE m.create IS NOT NULL";
}
