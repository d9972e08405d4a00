package dev.garganey.shell.command;

import java.util.List;

/**
 * Option is one option of a command.
 *
 * @param names with their dashes, the longest last
 * @param value what stands for its value in the help; empty for a flag
 */
public record Option(List<String> names, String value, String description) {
  public static Option flag(String name, String description) {
    return new Option(List.of(name), "", description);
  }

  public static Option of(String name, String value, String description) {
    return new Option(List.of(name), value, description);
  }

  /** The name by which its value is asked for. */
  public String key() {
    return names.get(names.size() - 1);
  }

  /** Whether it has no value. */
  public boolean isFlag() {
    return value.isEmpty();
  }
}
