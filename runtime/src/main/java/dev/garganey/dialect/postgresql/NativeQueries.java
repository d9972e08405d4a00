package dev.garganey.dialect.postgresql;

/**
 * NativeQueries holds fragments of the queries whose rows are native objects. Each such query
 * yields the catalogue and number of the object, its kind, the SQL that creates and drops it, and
 * the catalogue and number of what it is part of.
 */
final class NativeQueries {
  private NativeQueries() {}

  /** The head of a query of native objects of one catalogue. */
  static String select(String catalogue, String oid, String kind) {
    return "SELECT '" + catalogue + "' AS class, " + oid + " AS oid, '" + kind + "' AS kind, ";
  }

  /** A name with its schema, unless that is the default one. */
  static String name(String schema, String name) {
    return "(CASE WHEN "
        + schema
        + " = current_schema() THEN '' ELSE quote_ident("
        + schema
        + ") || '.' END || quote_ident("
        + name
        + "))";
  }

  /** The name of a collation. */
  static String collation(String oid) {
    return "(SELECT "
        + name("xn.nspname", "x.collname")
        + " FROM pg_collation x JOIN pg_namespace xn ON xn.oid = x.collnamespace WHERE x.oid = "
        + oid
        + ")";
  }

  /** The names of options that hold what belongs into no script. */
  private static final String SECRET =
      "(passw|pwd|passphrase|secret|token|credential|(api|access|private)_?key)";

  /** The clause OPTIONS (…) without secrets after a blank, or nothing. */
  static String options(String options) {
    return "coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', option_name, option_value),"
        + " ', ') || ')' FROM pg_options_to_table("
        + options
        + ") WHERE option_name !~* '"
        + SECRET
        + "'), '')";
  }

  /** The end of a query over a catalogue whose objects stand in schemas. */
  static String ofUsers(String catalogue, String oid) {
    return Catalogue.OF_USERS + " AND " + Catalogue.notOfExtension(catalogue, oid);
  }

  /** The end of a query over a catalogue whose objects stand in no schema. */
  static String made(String catalogue, String oid) {
    // PostgreSQL's FirstNormalObjectId (access/transam.h): below are those that every database has.
    return oid + " >= 16384 AND " + Catalogue.notOfExtension(catalogue, oid);
  }
}
