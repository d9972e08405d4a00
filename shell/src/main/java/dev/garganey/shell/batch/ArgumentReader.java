package dev.garganey.shell.batch;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.shell.command.Command;
import dev.garganey.shell.command.Option;
import dev.garganey.shell.command.UsageMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ArgumentReader reads arguments: plain ones itself, all others by picocli, of which only the model
 * of the command at hand is built.
 */
final class ArgumentReader {
  private ArgumentReader() {}

  /** Read is what the arguments say. */
  record Read(Map<String, List<String>> options, List<String> arguments) {}

  /** The place of the first argument that is neither an option nor an option's value; or -1. */
  static int commandAt(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("-") || args[i].equals("-")) {
        return i;
      }
      String name = args[i];
      boolean takesNext =
          GlobalOptions.ALL.stream().anyMatch(o -> !o.isFlag() && o.names().contains(name));
      i += takesNext ? 1 : 0;
    }
    return -1;
  }

  /**
   * Reads the arguments of a command.
   *
   * @param args all but the command's own name
   * @throws UsageMistake if they make no sense
   */
  static Read read(Command command, List<String> args) {
    List<Option> options = new ArrayList<>(GlobalOptions.ALL);
    options.addAll(command.options());
    Optional<Read> plain = PlainArguments.read(options, args);
    return checked(command, plain.orElseGet(() -> ParsedArguments.read(command, options, args)));
  }

  static String wants(Option option) {
    return option.key() + " wants " + option.value() + ", and was given nothing";
  }

  static String help(Command command) {
    return "garganey " + command.name() + " --help";
  }

  /** An argument as a message may show it: a URL in the wrong place shows no password. */
  static String shown(String argument) {
    String withoutLogin = argument.replaceAll("(?s):.*@", ":…@");
    return new ConnectionTarget(withoutLogin, Optional.empty(), Optional.empty()).shown();
  }

  private static Read checked(Command command, Read read) {
    List<String> arguments = read.arguments();
    int wanted = command.arguments().size();
    long required = command.arguments().stream().filter(a -> !a.startsWith("[")).count();
    // The last one may be said any number of times: [TABLES…].
    boolean many = wanted > 0 && command.arguments().get(wanted - 1).contains("…");
    boolean fits = arguments.size() >= required && (many || arguments.size() <= wanted);
    if (!fits && !read.options().containsKey("--help")) {
      throw new UsageMistake(
          "garganey "
              + command.name()
              + (wanted == 0
                  ? " takes no argument, but was given `" + shown(arguments.get(0)) + "`"
                  : " wants " + String.join(" ", command.arguments()))
              + (wanted > 0 && arguments.size() > wanted
                  ? ", and was given " + shown(String.join(" ", arguments))
                  : "")
              + "; "
              + help(command));
    }
    return read;
  }
}
