package dev.garganey.shell.batch;

import java.util.List;
import java.util.Optional;

/** BareWords looks for an option before arguments are read, or where they may be what is wrong. */
final class BareWords {
  private BareWords() {}

  /** What stands behind an option, the last time that it is said. */
  static Optional<String> value(String option, List<String> arguments) {
    Optional<String> found = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(option + "=")) {
        found = Optional.of(argument.substring(option.length() + 1));
      } else if (argument.equals(option) && i + 1 < arguments.size()) {
        found = Optional.of(arguments.get(i + 1));
      }
    }
    return found;
  }
}
