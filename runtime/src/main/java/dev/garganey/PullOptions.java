package dev.garganey;

import dev.garganey.model.ObjectName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * PullOptions says which part of a schema is wanted; empty sets mean no limit.
 *
 * @param schemas the names of database schemas
 * @param tables patterns of tables and views, in which {@code *} and {@code ?} stand for any
 *     characters and any one; a pattern is held against a name with and without its schema
 * @param excluded patterns of tables and views that are not wanted
 * @param historyTables what becomes of the tables in which other migration tools keep their history
 */
public record PullOptions(
    Set<String> schemas, Set<String> tables, Set<String> excluded, HistoryTables historyTables) {
  /** Everything. */
  public static final PullOptions ALL = new PullOptions(Set.of(), Set.of(), Set.of());

  /** HistoryTables says what becomes of the tables in which other tools keep their history. */
  public enum HistoryTables {
    /**
     * They are taken like all others, unless the database is under Garganey and its history does
     * not have them: then {@code adopt} left them to their tool.
     */
    AS_RECORDED,
    /** They are taken like all others. */
    WITH,
    /** They are left out, except those that anything else needs. */
    WITHOUT
  }

  public PullOptions {
    schemas = Set.copyOf(schemas);
    tables = Set.copyOf(tables);
    excluded = Set.copyOf(excluded);
  }

  /** A part by names, with history tables as the database's history has them. */
  public PullOptions(Set<String> schemas, Set<String> tables, Set<String> excluded) {
    this(schemas, tables, excluded, HistoryTables.AS_RECORDED);
  }

  /** The same part, with another choice about the history tables of other tools. */
  public PullOptions with(HistoryTables choice) {
    return new PullOptions(schemas, tables, excluded, choice);
  }

  /** Whether all names are wanted. */
  boolean isEmpty() {
    return schemas.isEmpty() && tables.isEmpty() && excluded.isEmpty();
  }

  /** Whether a schema is wanted; empty stands for the one that is meant when none is named. */
  boolean wants(Optional<String> schema, Optional<String> unnamed) {
    return schemas.isEmpty() || schema.or(() -> unnamed).filter(schemas::contains).isPresent();
  }

  /** Whether a table or view is wanted by its name. */
  boolean wants(ObjectName name) {
    return (tables.isEmpty() || tables.stream().anyMatch(p -> matches(p, name)))
        && excluded.stream().noneMatch(p -> matches(p, name));
  }

  /** The patterns that none of these names match. */
  Set<String> unmatched(Set<ObjectName> names) {
    Set<String> lost = new TreeSet<>(tables);
    lost.addAll(excluded);
    lost.removeIf(p -> names.stream().anyMatch(n -> matches(p, n)));
    return lost;
  }

  private static boolean matches(String pattern, ObjectName name) {
    Pattern regex =
        Pattern.compile(
            ("\\Q" + pattern.toLowerCase(Locale.ROOT) + "\\E")
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q"),
            Pattern.DOTALL);
    return regex.matcher(name.toString().toLowerCase(Locale.ROOT)).matches()
        || regex.matcher(name.name().toLowerCase(Locale.ROOT)).matches();
  }
}
