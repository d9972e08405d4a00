package dev.garganey.dialect.postgresql;

import dev.garganey.plan.Probe;
import java.util.Optional;

/** Probes asks the catalogue what a statement outside of any transaction left behind. */
final class Probes {
  private Probes() {}

  /**
   * An index built concurrently: a build that was cut off leaves an invalid one (PostgreSQL manual,
   * "Building Indexes Concurrently").
   *
   * @param name the index's name as SQL has it
   */
  static Probe indexBuilt(String name) {
    String index = "SELECT 1 FROM pg_catalog.pg_index WHERE indexrelid = " + relation(name);
    return new Probe(
        Optional.of(index + " AND indisvalid"),
        Optional.of(index + " AND NOT indisvalid"),
        Optional.of("DROP INDEX CONCURRENTLY " + name),
        false);
  }

  /** An index dropped concurrently; one that is invalid by then can be dropped all the same. */
  static Probe indexDropped(String name) {
    return done("SELECT 1 WHERE " + relation(name) + " IS NULL");
  }

  /** A value added to an enum. */
  static Probe enumValue(String type, String literal) {
    return done(
        "SELECT 1 FROM pg_catalog.pg_enum WHERE enumtypid = pg_catalog.to_regtype("
            + text(type)
            + ") AND enumlabel = "
            + literal);
  }

  /** A partition detached concurrently. */
  static Probe detached(String table, String partition) {
    return done(
        "SELECT 1 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhparent = "
            + relation(table)
            + " AND inhrelid = "
            + relation(partition)
            + ")");
  }

  /**
   * A database or tablespace created or dropped.
   *
   * @param catalogue the table that lists them
   * @param column the column of that with the name
   */
  static Probe listed(String catalogue, String column, String name, boolean created) {
    String there =
        "SELECT 1 FROM pg_catalog." + catalogue + " WHERE " + column + " = " + text(folded(name));
    return done(created ? there : "SELECT 1 WHERE NOT EXISTS (" + there + ")");
  }

  private static Probe done(String query) {
    return new Probe(Optional.of(query), Optional.empty(), Optional.empty(), false);
  }

  private static String relation(String name) {
    return "pg_catalog.to_regclass(" + text(name) + ")";
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String folded(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name.toLowerCase(java.util.Locale.ROOT);
  }
}
