package dev.garganey.model;

import java.util.Optional;

/**
 * Function is a function, procedure or aggregate of the database.
 *
 * @param kind FUNCTION, PROCEDURE or AGGREGATE
 * @param arguments what stands between the parentheses, verbatim; it tells overloads apart
 * @param definition what follows the closing parenthesis, verbatim
 */
public record Function(
    ObjectName name, String kind, String arguments, String definition, Optional<String> comment) {
  public Function {
    arguments = arguments.strip();
    definition = definition.strip();
  }

  /** The name with its arguments, which is unique among functions. */
  public String signature() {
    return name + "(" + arguments + ")";
  }

  public Function withComment(Optional<String> newComment) {
    return new Function(name, kind, arguments, definition, newComment);
  }
}
