package dev.garganey.explore;

import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Biography is what is told of a name that a person asks for.
 *
 * @param name as it was found, in the case that it has
 * @param ofColumn whether it is that of a column
 * @param lives those that have or had the name, the present one first; never empty
 */
public record Biography(String name, boolean ofColumn, List<Life> lives) {
  public Biography {
    lives = List.copyOf(lives);
  }

  /**
   * Finds a table or view by {@code name} or {@code schema.name}, or a column by either of these, a
   * dot and its name. What has the name comes before what had it.
   *
   * @throws IllegalArgumentException if no migration speaks of it; the message suggests a name
   */
  public static Biography find(String text, Lives lives) {
    Optional<Biography> table = ofTable(text, lives);
    if (table.isPresent()) {
      return table.get();
    }
    int dot = text.lastIndexOf('.');
    if (dot > 0 && dot < text.length() - 1) {
      Optional<Biography> owner = ofTable(text.substring(0, dot), lives);
      if (owner.isPresent()) {
        return ofColumn(owner.get(), text.substring(dot + 1), lives);
      }
      throw unknown("table or view", text.substring(0, dot), lives.names());
    }
    throw unknown("table or view", text, lives.names());
  }

  private static Optional<Biography> ofTable(String text, Lives lives) {
    Optional<ObjectName> name = parsed(alike(text, lives.names()).orElse(text));
    List<Life> found = name.map(lives::named).orElse(List.of());
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Biography(name.get().toString(), false, found));
  }

  private static Biography ofColumn(Biography owner, String text, Lives lives) {
    List<Life> found = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (Life life : owner.lives()) {
      life.columns().values().forEach(c -> known.addAll(c.formerNames()));
      known.addAll(life.columns().keySet());
    }
    String column = alike(text, known).orElse(text);
    owner.lives().forEach(life -> life.column(column).ifPresent(found::add));
    if (found.isEmpty()) {
      parsed(owner.name()).flatMap(n -> lives.column(n, column)).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw unknown("column of " + owner.name(), text, known);
    }
    return new Biography(owner.name() + "." + column, true, found);
  }

  /** The name as it is, or in another case. */
  private static Optional<String> alike(String text, Collection<String> known) {
    return known.contains(text)
        ? Optional.of(text)
        : known.stream().filter(text::equalsIgnoreCase).findFirst();
  }

  private static Optional<ObjectName> parsed(String text) {
    try {
      return Optional.of(ObjectName.parse(text));
    } catch (SchemaMistake noName) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException unknown(
      String kind, String text, Collection<String> known) {
    return new IllegalArgumentException(
        "No migration speaks of a " + kind + " `" + text + "`" + Suggestion.clause(text, known));
  }
}
