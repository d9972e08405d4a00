package dev.garganey.model;

import java.util.Optional;

/**
 * Trigger runs code when rows of its table or view change.
 *
 * @param definition what follows the trigger's name in CREATE TRIGGER, verbatim
 * @param constraint whether it is a constraint trigger
 */
public record Trigger(
    String name, String definition, boolean constraint, Optional<String> comment) {
  public Trigger {
    definition = definition.strip();
    if (name.isBlank() || definition.isEmpty()) {
      throw new SchemaMistake("A trigger needs a name and a definition");
    }
  }

  public Trigger withDefinition(String newDefinition) {
    return new Trigger(name, newDefinition, constraint, comment);
  }

  public static Trigger of(String name, String definition) {
    return new Trigger(name, definition, false, Optional.empty());
  }
}
