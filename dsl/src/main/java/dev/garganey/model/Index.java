package dev.garganey.model;

import dev.garganey.sql.SqlNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Index is an index of a table or materialized view, in the schema of that.
 *
 * @param where the condition of a partial index
 * @param method the access method (btree, gin…), empty for the product's default
 * @param include columns stored beside the key
 * @param options storage parameters and what only one product knows, verbatim
 */
public record Index(
    String name,
    boolean unique,
    List<IndexKey> keys,
    Optional<String> where,
    Optional<String> method,
    List<String> include,
    boolean nullsNotDistinct,
    Map<String, String> options,
    Optional<String> comment) {
  public Index {
    if (name.isBlank()) {
      throw new SchemaMistake("An index needs a name");
    }
    if (keys.isEmpty()) {
      throw new SchemaMistake("Index `" + name + "` needs at least one column or expression");
    }
    keys = List.copyOf(keys);
    include = List.copyOf(include);
    where = where.map(String::strip);
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  public static Index of(String name, boolean unique, List<IndexKey> keys) {
    return new Index(
        name,
        unique,
        keys,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        Map.of(),
        Optional.empty());
  }

  public Index withName(String newName) {
    return new Index(
        newName, unique, keys, where, method, include, nullsNotDistinct, options, comment);
  }

  public Index withComment(Optional<String> newComment) {
    return new Index(
        name, unique, keys, where, method, include, nullsNotDistinct, options, newComment);
  }

  /** Whether a key or an included column is this column; expressions are not looked into. */
  public boolean uses(String column) {
    return include.contains(column)
        || keys.stream().anyMatch(k -> !k.expression() && k.text().equals(column));
  }

  Index withColumnRenamed(String from, String to) {
    return new Index(
        name,
        unique,
        keys.stream().map(k -> k.withColumnRenamed(from, to)).toList(),
        where.map(w -> SqlNames.renameColumn(w, from, to)),
        method,
        include.stream().map(c -> c.equals(from) ? to : c).toList(),
        nullsNotDistinct,
        options,
        comment);
  }
}
