package dev.garganey.shell.batch;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.model.Suggestion;
import dev.garganey.shell.command.Command;
import dev.garganey.shell.command.Option;
import dev.garganey.shell.command.UsageMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** ArgumentReader reads arguments by picocli; only the model of the command at hand is built. */
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
    CommandLine.IFactory factory = new Factory();
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(command, factory).name("garganey " + command.name());
    for (Option option : options) {
      OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(String[]::new));
      if (option.isFlag()) {
        builder.type(boolean.class).arity("0");
      } else {
        builder.type(List.class).auxiliaryTypes(String.class).arity("1");
      }
      spec.addOption(builder.build());
    }
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .build());
    CommandLine parser = new CommandLine(spec, factory);
    parser.setUnmatchedOptionsArePositionalParams(false);
    // An argument is what it says: @name is no file of more arguments.
    parser.setExpandAtFiles(false);
    ParseResult result;
    try {
      result = parser.parseArgs(args.toArray(String[]::new));
    } catch (CommandLine.UnmatchedArgumentException unknown) {
      throw unknown(command, options, unknown);
    } catch (CommandLine.MissingParameterException missing) {
      throw new UsageMistake(withoutValue(options, missing) + "; " + help(command));
    } catch (CommandLine.ParameterException wrong) {
      throw new UsageMistake(wrong.getMessage() + "; " + help(command));
    }
    return collect(command, options, result);
  }

  private static String withoutValue(
      List<Option> options, CommandLine.MissingParameterException missing) {
    return missing.getMissing().stream()
        .filter(OptionSpec.class::isInstance)
        .map(option -> ((OptionSpec) option).longestName())
        .flatMap(name -> options.stream().filter(o -> o.key().equals(name)))
        .findFirst()
        .map(ArgumentReader::wants)
        .orElse(missing.getMessage());
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

  private static UsageMistake unknown(
      Command command, List<Option> options, CommandLine.UnmatchedArgumentException unknown) {
    String word = unknown.getUnmatched().get(0);
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

  private static Read collect(Command command, List<Option> options, ParseResult result) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Option option : options) {
      if (result.hasMatchedOption(option.key())) {
        List<String> found =
            option.isFlag()
                ? List.of()
                : List.copyOf(result.matchedOption(option.key()).originalStringValues());
        if (found.stream().anyMatch(String::isBlank)) {
          // Mostly a variable of a shell that is not set; here or the default would be a surprise.
          throw new UsageMistake(wants(option) + "; " + help(command));
        }
        values.put(option.key(), found);
      }
    }
    List<String> arguments =
        Optional.of(result.matchedPositionals())
            .filter(p -> !p.isEmpty())
            .map(p -> p.get(0).originalStringValues())
            .orElse(List.of());
    int wanted = command.arguments().size();
    long required = command.arguments().stream().filter(a -> !a.startsWith("[")).count();
    // The last one may be said any number of times: [TABLES…].
    boolean many = wanted > 0 && command.arguments().get(wanted - 1).contains("…");
    boolean fits = arguments.size() >= required && (many || arguments.size() <= wanted);
    if (!fits && !values.containsKey("--help")) {
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
    return new Read(values, arguments);
  }

  /** Factory makes lists of values: the default one would load Groovy, to look for closures. */
  private static final class Factory implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) {
      return type.cast(new ArrayList<String>());
    }
  }
}
