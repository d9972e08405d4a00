package dev.garganey.shell.batch;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.model.Suggestion;
import dev.garganey.shell.command.Command;
import dev.garganey.shell.command.Option;
import dev.garganey.shell.command.UsageMistake;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * ArgumentReader reads arguments as getopt_long does (POSIX, "Utility Syntax Guidelines", and the
 * long options of GNU): {@code --name value}, {@code --name=value}, {@code -Cvalue}, and all behind
 * {@code --} as it is. A library for this costs more than a fifth of a run that has nothing to do,
 * for its classes come from no archive.
 */
final class ArgumentReader {
  private static final String END_OF_OPTIONS = "--";

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
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<String> arguments = new ArrayList<>();
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (arg.equals(END_OF_OPTIONS)) {
        rest.forEachRemaining(arguments::add);
      } else if (arg.startsWith("-") && arg.length() > 1) {
        Word word = word(arg, options).orElseThrow(() -> unknown(command, options, arg));
        List<String> given = values.computeIfAbsent(word.option().key(), k -> new ArrayList<>());
        value(command, options, word, rest).ifPresent(given::add);
      } else {
        arguments.add(arg);
      }
    }
    if (!values.containsKey("--help")) {
      requireCount(command, arguments);
    }
    return new Read(inOrder(options, values), List.copyOf(arguments));
  }

  /** Word is an argument that names an option, and may hold its value too. */
  private record Word(Option option, Optional<String> value) {}

  private static Optional<Word> word(String arg, List<Option> options) {
    for (Option option : options) {
      for (String name : option.names()) {
        if (arg.equals(name)) {
          return Optional.of(new Word(option, Optional.empty()));
        }
        boolean joined = !name.startsWith("--") && !option.isFlag();
        if (arg.startsWith(name + "=") || (joined && arg.startsWith(name))) {
          String value = arg.substring(name.length());
          return Optional.of(
              new Word(option, Optional.of(value.startsWith("=") ? value.substring(1) : value)));
        }
      }
    }
    return Optional.empty();
  }

  /** The value of an option: written into its word, or the next one. */
  private static Optional<String> value(
      Command command, List<Option> options, Word word, Iterator<String> rest) {
    if (word.option().isFlag()) {
      word.value()
          .ifPresent(
              value -> {
                throw new UsageMistake(word.option().key() + " takes no value; " + help(command));
              });
      return Optional.empty();
    }
    String value = word.value().orElseGet(() -> rest.hasNext() ? rest.next() : "");
    boolean forgotten = word.value().isEmpty() && word(value, options).isPresent();
    // Blank is mostly a variable of a shell that is not set; here or the default would surprise.
    if (forgotten || value.isBlank()) {
      throw new UsageMistake(wants(word.option()) + "; " + help(command));
    }
    return Optional.of(value);
  }

  /** The values in the order in which the help lists their options. */
  private static Map<String, List<String>> inOrder(
      List<Option> options, Map<String, List<String>> values) {
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    for (Option option : options) {
      if (values.containsKey(option.key())) {
        ordered.put(option.key(), List.copyOf(values.get(option.key())));
      }
    }
    return ordered;
  }

  private static String wants(Option option) {
    return option.key() + " wants " + option.value() + ", and was given nothing";
  }

  private static String help(Command command) {
    return "garganey " + command.name() + " --help";
  }

  /** An argument as a message may show it: a URL in the wrong place shows no password. */
  static String shown(String argument) {
    String withoutLogin = argument.replaceAll("(?s):.*@", ":…@");
    return new ConnectionTarget(withoutLogin, Optional.empty(), Optional.empty()).shown();
  }

  private static UsageMistake unknown(Command command, List<Option> options, String word) {
    List<String> known = options.stream().flatMap(o -> o.names().stream()).toList();
    String bare = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return new UsageMistake(
        "garganey "
            + command.name()
            + " has no option `"
            + bare
            + "`"
            + Suggestion.clause(bare, known)
            + " (garganey "
            + command.name()
            + " --help lists them)");
  }

  private static void requireCount(Command command, List<String> arguments) {
    int wanted = command.arguments().size();
    long required = command.arguments().stream().filter(a -> !a.startsWith("[")).count();
    boolean fits = arguments.size() >= required && arguments.size() <= wanted;
    if (!fits) {
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
  }
}
