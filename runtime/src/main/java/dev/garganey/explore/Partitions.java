package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Partitions tells which tables are parts of others, which a reader wants to see as one. */
public final class Partitions {
  private static final Pattern PARENT =
      Pattern.compile("(?is)(.+?)\\s+(?:FOR\\s+VALUES\\s.+|DEFAULT)");

  private final Map<ObjectName, ObjectName> parents = new HashMap<>();

  private Partitions() {}

  public static Partitions of(Schema schema) {
    Partitions partitions = new Partitions();
    for (Table table : schema.tables()) {
      Matcher option = PARENT.matcher(table.options().getOrDefault("partitionOf", "").strip());
      if (option.matches()) {
        parent(option.group(1)).ifPresent(p -> partitions.parents.put(table.name(), p));
      }
    }
    return partitions;
  }

  private static Optional<ObjectName> parent(String text) {
    try {
      return Optional.of(ObjectName.parse(text));
    } catch (SchemaMistake noName) {
      return Optional.empty();
    }
  }

  /** The table that this one is a partition of. */
  public Optional<ObjectName> parentOf(ObjectName table) {
    return Optional.ofNullable(parents.get(table));
  }

  public boolean isPartition(ObjectName table) {
    return parents.containsKey(table);
  }

  /** The partitions of a table, in the order of their names. */
  public List<ObjectName> of(ObjectName parent) {
    return parents.entrySet().stream()
        .filter(e -> e.getValue().equals(parent))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
