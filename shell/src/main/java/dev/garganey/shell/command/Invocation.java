package dev.garganey.shell.command;

import dev.garganey.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Invocation is a command as it was called.
 *
 * @param options the values of the options that were given; a flag has an empty one
 * @param workspace the project and the world around it
 * @param prompt where to ask; empty where nobody would answer
 */
public record Invocation(
    Map<String, List<String>> options,
    List<String> arguments,
    Workspace workspace,
    Optional<Prompt> prompt) {
  public Invocation {
    options = Map.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** Whether a flag was given. */
  public boolean has(String flag) {
    return options.containsKey(flag);
  }

  /** The last value of an option. */
  public Optional<String> value(String option) {
    List<String> values = options.getOrDefault(option, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of an option, each of which may be several with commas between. */
  public Set<String> values(String option) {
    Set<String> all = new TreeSet<>();
    for (String value : options.getOrDefault(option, List.of())) {
      for (String part : value.split(",", -1)) {
        if (!part.isBlank()) {
          all.add(part.strip());
        }
      }
    }
    return all;
  }

  /** The only argument. */
  public String argument() {
    return arguments.get(0);
  }

  /**
   * How far to go, by {@code --to} and {@code --steps}.
   *
   * @throws UsageMistake if both are given, or a number is none
   */
  public Target target() {
    Optional<String> to = value("--to");
    Optional<Integer> steps = value("--steps").map(Invocation::number);
    if (to.isPresent() && steps.isPresent()) {
      throw new UsageMistake("--to and --steps do not go together; give one of them");
    }
    return new Target(to, steps);
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      throw new UsageMistake("--steps wants a whole number from 1 up, not `" + text + "`");
    }
    throw new UsageMistake("--steps wants a whole number from 1 up, not `" + text + "`");
  }

  /** The objects that {@code --allow-data-loss} names. */
  public Set<String> allowedDataLoss() {
    return values("--allow-data-loss");
  }

  /** How far to go; {@code to} says what the id names. */
  static List<Option> targetOptions(String to) {
    List<Option> options = new ArrayList<>();
    options.add(Option.of("--to", "ID", to));
    options.add(Option.of("--steps", "N", "so many migrations and no more"));
    return options;
  }
}
