package dev.garganey.shell.batch;

import dev.garganey.Garganey;
import dev.garganey.Version;
import dev.garganey.execute.Interrupted;
import dev.garganey.model.Suggestion;
import dev.garganey.shell.command.Command;
import dev.garganey.shell.command.Commands;
import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.Invocation;
import dev.garganey.shell.command.Outcome;
import dev.garganey.shell.command.Prompt;
import dev.garganey.shell.command.UsageMistake;
import dev.garganey.shell.command.Workspace;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Batch runs one command: arguments in, text or JSON and an exit code out. */
public final class Batch {
  private final Optional<Prompt> prompt;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> variables;
  private final boolean terminal;
  private final UnaryOperator<Garganey> opened;
  private final Commands commands;

  /**
   * A batch run.
   *
   * @param commands what can be asked for
   * @param prompt where a person can be asked; empty where nobody would answer
   * @param terminal whether a person watches
   * @param opened given each facade that is opened; gives the one to work with
   */
  public Batch(
      Commands commands,
      Optional<Prompt> prompt,
      PrintStream out,
      PrintStream err,
      Map<String, String> variables,
      boolean terminal,
      UnaryOperator<Garganey> opened) {
    this.commands = commands;
    this.prompt = prompt;
    this.out = out;
    this.err = err;
    this.variables = variables;
    this.terminal = terminal;
    this.opened = opened;
  }

  /** Runs the command that the arguments ask for; what it throws becomes a message and a code. */
  public ExitCode run(String[] args) {
    List<String> plain = Arrays.asList(args);
    boolean json = isJson(plain);
    try (Progress progress =
        new Progress(err, isCapable() && !json, plain.contains("--verbose"), System::nanoTime)) {
      return run(args, plain, json, progress);
    }
  }

  private ExitCode run(String[] args, List<String> plain, boolean json, Progress progress) {
    try {
      return dispatch(args, progress);
    } catch (RuntimeException failure) {
      progress.clear();
      return report(failure, json, plain);
    } catch (StackOverflowError | OutOfMemoryError failure) {
      progress.clear();
      return report(failure, json, plain);
    }
  }

  /** Tells of an end before there was anything to stop: where JSON is wanted, a document. */
  public void tellInterrupted(String[] args) {
    if (isJson(Arrays.asList(args))) {
      JsonOutput.write(
          out, Failures.json(new Interrupted("Interrupted before the database was opened.")));
    }
  }

  /** Whether a failure must be JSON: asked of the bare words, for they may be what is wrong. */
  private boolean isJson(List<String> args) {
    return BareWords.value("--format", args)
        .orElse(variables.getOrDefault("GARGANEY_FORMAT", ""))
        .equals("json");
  }

  private ExitCode report(Throwable failure, boolean json, List<String> args) {
    ExitCode code = Failures.exitCode(failure);
    if (json) {
      JsonOutput.write(out, Failures.json(failure));
    } else {
      Page page = new Page(err, colours(args.contains("--no-color")));
      page.line(page.styled(Style.RED, "garganey: ") + Failures.message(failure));
    }
    if (args.contains("--verbose")) {
      failure.printStackTrace(err);
    }
    return code;
  }

  private ExitCode dispatch(String[] args, Progress progress) {
    int at = ArgumentReader.commandAt(args);
    Page page =
        PageSize.of(variables).page(out, colours(Arrays.asList(args).contains("--no-color")));
    if (at < 0) {
      return withoutCommand(Arrays.asList(args), page);
    }
    String word = args[at];
    if (!word.equals("help") && commands.find(word).isEmpty()) {
      // The value of a mistyped option looks like a command.
      requireKnown(Arrays.asList(args).subList(0, at));
    }
    List<String> rest = new ArrayList<>(Arrays.asList(args));
    rest.remove(at);
    if (word.equals("help")) {
      return help(rest, page);
    }
    Command command = find(word);
    if (rest.contains("--help") || rest.contains("-h")) {
      Help.command(command, page);
      return ExitCode.DONE;
    }
    if (command.asksDatabase()) {
      EarlyDriver.begin(rest, variables);
    }
    ArgumentReader.Read read = ArgumentReader.read(command, rest);
    return carryOut(command, read, page, progress);
  }

  private ExitCode withoutCommand(List<String> args, Page page) {
    if (args.contains("--version")) {
      page.line("garganey " + Version.TEXT);
      return ExitCode.DONE;
    }
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      Help.program(commands, page);
      return args.isEmpty() ? ExitCode.USAGE : ExitCode.DONE;
    }
    requireKnown(args);
    throw new UsageMistake("No command was given; garganey --help lists them");
  }

  private static void requireKnown(List<String> args) {
    List<String> known = new ArrayList<>(List.of("--version"));
    GlobalOptions.ALL.forEach(option -> known.addAll(option.names()));
    for (String arg : args) {
      String name = arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
      if (name.startsWith("-") && !known.contains(name)) {
        throw new UsageMistake(
            "There is no option `"
                + name
                + "`"
                + Suggestion.clause(name, known)
                + " (garganey --help lists them)");
      }
    }
  }

  private ExitCode help(List<String> rest, Page page) {
    int at = ArgumentReader.commandAt(rest.toArray(String[]::new));
    if (at < 0) {
      Help.program(commands, page);
    } else {
      Help.command(find(rest.get(at)), page);
    }
    return ExitCode.DONE;
  }

  private Command find(String word) {
    return commands
        .find(word)
        .orElseThrow(
            () ->
                new UsageMistake(
                    "There is no command `"
                        + ArgumentReader.shown(word)
                        + "`"
                        + Suggestion.clause(word, commands.names())
                        + " (garganey --help lists them)"));
  }

  private ExitCode carryOut(
      Command command, ArgumentReader.Read read, Page page, Progress progress) {
    Map<String, String> options = new LinkedHashMap<>();
    read.options()
        .forEach((name, values) -> options.put(name, values.isEmpty() ? "" : last(values)));
    String variable = variables.getOrDefault("GARGANEY_FORMAT", "");
    String format = options.getOrDefault("--format", variable.isBlank() ? "text" : variable);
    if (!format.equals("text") && !format.equals("json")) {
      String where = options.containsKey("--format") ? "--format" : "GARGANEY_FORMAT";
      throw new UsageMistake(where + " is text or json, not `" + format + "`");
    }
    Workspace workspace = new Workspace(options, variables, progress, opened, progress::warn);
    Optional<Prompt> asking =
        prompt.filter(p -> format.equals("text")).map(p -> p.after(progress::clear));
    Outcome outcome =
        command.run(new Invocation(read.options(), read.arguments(), workspace, asking));
    progress.clear();
    if (format.equals("json") && !outcome.isSaid()) {
      JsonOutput.write(out, outcome.json().get());
    } else {
      outcome.text().accept(page);
    }
    out.flush();
    return outcome.exitCode();
  }

  private static String last(List<String> values) {
    return values.get(values.size() - 1);
  }

  private boolean colours(boolean refused) {
    return isCapable() && !refused && variables.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Whether a person watches, on a terminal that can do more than print. */
  private boolean isCapable() {
    return terminal && !"dumb".equals(variables.get("TERM"));
  }
}
