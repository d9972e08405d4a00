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
 */
public record PullOptions(Set<String> schemas, Set<String> tables, Set<String> excluded) {
  /** Everything. */
  public static final PullOptions ALL = new PullOptions(Set.of(), Set.of(), Set.of());

  public PullOptions {
    schemas = Set.copyOf(schemas);
    tables = Set.copyOf(tables);
    excluded = Set.copyOf(excluded);
  }

  /** Whether there is any limit. */
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
