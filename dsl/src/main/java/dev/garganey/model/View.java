package dev.garganey.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * View is a named query.
 *
 * @param definition the query, verbatim, without a closing semicolon
 * @param materialized whether its rows are stored
 * @param columns explicit column names; empty when the query names them
 * @param options what only one product knows, verbatim
 */
public record View(
    ObjectName name,
    String definition,
    boolean materialized,
    List<String> columns,
    Map<String, String> options,
    List<Index> indexes,
    List<Trigger> triggers,
    Optional<String> comment) {
  public View {
    definition = trimmed(definition);
    if (definition.isEmpty()) {
      throw new SchemaMistake("View `" + name + "` needs a query");
    }
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    triggers = List.copyOf(triggers);
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  public static View of(ObjectName name, String definition) {
    return new View(
        name, definition, false, List.of(), Map.of(), List.of(), List.of(), Optional.empty());
  }

  public View withName(ObjectName newName) {
    return new View(
        newName, definition, materialized, columns, options, indexes, triggers, comment);
  }

  public View withDefinition(String newDefinition) {
    return new View(
        name, newDefinition, materialized, columns, options, indexes, triggers, comment);
  }

  public View withIndexes(List<Index> newIndexes) {
    return new View(
        name, definition, materialized, columns, options, newIndexes, triggers, comment);
  }

  public View withTriggers(List<Trigger> newTriggers) {
    return new View(
        name, definition, materialized, columns, options, indexes, newTriggers, comment);
  }

  public View withComment(Optional<String> newComment) {
    return new View(
        name, definition, materialized, columns, options, indexes, triggers, newComment);
  }

  private static String trimmed(String sql) {
    String text = sql.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).stripTrailing();
    }
    return text;
  }
}
