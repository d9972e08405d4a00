package dev.garganey;

import dev.garganey.operation.Migration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replacements says which migrations are replaced by others of the folder, by {@code replaces}.
 * Their files, as long as they stay, are never applied.
 *
 * @param by the id of the one that replaces it, by the id of each that is replaced
 */
record Replacements(Map<String, String> by) {
  static final Replacements NONE = new Replacements(Map.of());

  static Replacements of(List<Migration> migrations) {
    Map<String, String> by = new LinkedHashMap<>();
    for (Migration migration : migrations) {
      migration.replaces().stream()
          .filter(id -> !id.equals(migration.id()))
          .forEach(id -> by.put(id, migration.id()));
    }
    return by.isEmpty() ? NONE : new Replacements(by);
  }

  /** The migrations that are not replaced by others among them. */
  static List<Migration> without(List<Migration> migrations) {
    Replacements replacements = of(migrations);
    return migrations.stream().filter(m -> !replacements.isReplaced(m.id())).toList();
  }

  boolean isReplaced(String id) {
    return by.containsKey(id);
  }

  Optional<String> by(String id) {
    return Optional.ofNullable(by.get(id));
  }

  /** Whether a migration replaces one of these. */
  boolean replacesOneOf(String id, Set<String> others) {
    return by.entrySet().stream()
        .anyMatch(e -> e.getValue().equals(id) && others.contains(e.getKey()));
  }

  /** The replaced ones whose replacement is among these. */
  List<String> replacedBy(Set<String> ids) {
    return by.entrySet().stream()
        .filter(e -> ids.contains(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
