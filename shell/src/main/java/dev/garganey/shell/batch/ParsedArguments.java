package dev.garganey.shell.batch;

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

/** ParsedArguments reads arguments by picocli; only the model of the command at hand is built. */
final class ParsedArguments {
  private ParsedArguments() {}

  /**
   * What they say.
   *
   * @throws UsageMistake if they make no sense
   */
  static ArgumentReader.Read read(Command command, List<Option> options, List<String> args) {
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
      throw new UsageMistake(withoutValue(options, missing) + "; " + ArgumentReader.help(command));
    } catch (CommandLine.ParameterException wrong) {
      throw new UsageMistake(wrong.getMessage() + "; " + ArgumentReader.help(command));
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

  private static ArgumentReader.Read collect(
      Command command, List<Option> options, ParseResult result) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Option option : options) {
      if (result.hasMatchedOption(option.key())) {
        List<String> found =
            option.isFlag()
                ? List.of()
                : List.copyOf(result.matchedOption(option.key()).originalStringValues());
        if (found.stream().anyMatch(String::isBlank)) {
          // Mostly a variable of a shell that is not set; here or the default would be a surprise.
          throw new UsageMistake(
              ArgumentReader.wants(option) + "; " + ArgumentReader.help(command));
        }
        values.put(option.key(), found);
      }
    }
    List<String> arguments =
        Optional.of(result.matchedPositionals())
            .filter(p -> !p.isEmpty())
            .map(p -> p.get(0).originalStringValues())
            .orElse(List.of());
    return new ArgumentReader.Read(values, arguments);
  }

  /** Factory makes lists of values: the default one would load Groovy, to look for closures. */
  private static final class Factory implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) {
      return type.cast(new ArrayList<String>());
    }
  }
}
