package dev.garganey.shell.interactive;

import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.UsageMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builtins are the words that make sense in the shell alone. */
final class Builtins {
  /** Carried is what a word does. */
  @FunctionalInterface
  interface Carried {
    ExitCode out(List<String> arguments, Shell shell, Output output);
  }

  /**
   * Builtin is one of them.
   *
   * @param usage the word and its arguments
   * @param example a line that a user might type
   */
  record Builtin(String name, String usage, String summary, String example, Carried carried) {
    ExitCode run(List<String> arguments, Shell shell, Output output) {
      long required = usage.split(" ").length - 1 - usage.chars().filter(c -> c == '[').count();
      if (arguments.size() < required) {
        throw new UsageMistake(name + " is used like this: " + usage);
      }
      return carried.out(arguments, shell, output);
    }
  }

  private final Map<String, Builtin> all = new LinkedHashMap<>();

  Builtins() {
    add("help", "help [WORD]", "explain a word, or list them", "help apply", Manual::help);
    add("use", "use ENVIRONMENT", "work on another environment", "use staging", Builtins::use);
    add("source", "source FILE", "run the lines of a file", "source report.sql", Builtins::source);
    add(
        "watch",
        "watch SECONDS LINE",
        "run a line again and again, until Ctrl-C",
        "watch 2 status",
        Watch::run);
    add(
        "try",
        "try [ID]",
        "open a trial; with an id, carry out what is pending as far as that",
        "try 003",
        Tryout::open);
    add(
        "next",
        "next [COUNT|all]",
        "carry out the next pending migration in the trial",
        "next 2",
        Tryout::next);
    add(
        "step",
        "step [COUNT]",
        "carry out the next operation of a pending migration",
        "step",
        Tryout::step);
    add("back", "back [COUNT|all]", "take back the last step of the trial", "back", Tryout::back);
    add(
        "steps",
        "steps",
        "list what was done in the trial, and what is next",
        "steps",
        Tryout::list);
    add(
        "edit",
        "edit [NUMBER]",
        "edit a step, and carry it out anew with what came after it",
        "edit 2",
        Tryout::edit);
    add(
        "keep",
        "keep NAME",
        "write what was said in the trial as a migration",
        "keep add notes",
        Tryout::keep);
    add("drop", "drop", "forget the trial", "drop", Tryout::drop);
    add("refresh", "refresh", "read the catalogue anew", "refresh", Builtins::refresh);
    add("quit", "quit", "leave; Ctrl-D does the same", "quit", Builtins::quit);
    add("exit", "exit", "leave", "exit", Builtins::quit);
  }

  private void add(String name, String usage, String summary, String example, Carried carried) {
    all.put(name, new Builtin(name, usage, summary, example, carried));
  }

  /** Their names, in the order of the help. */
  Set<String> names() {
    return all.keySet();
  }

  Optional<Builtin> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  private static ExitCode use(List<String> arguments, Shell shell, Output output) {
    if (shell.tryout().isOpen()) {
      throw new UsageMistake("A trial is open; end it first: keep NAME or drop");
    }
    if (shell.isInTransaction()) {
      throw new UsageMistake("A transaction is open; end it first: commit; or rollback;");
    }
    shell.use(shell.database().in(arguments.get(0)));
    return ExitCode.DONE;
  }

  private static ExitCode source(List<String> arguments, Shell shell, Output output) {
    Path file = shell.database().workspace().project().resolve(arguments.get(0));
    try {
      return new LineLoop(shell, false, line -> {})
          .run(Files.newBufferedReader(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UsageMistake("There is no file `" + file + "` that can be read");
    }
  }

  private static ExitCode refresh(List<String> arguments, Shell shell, Output output) {
    shell.refresh();
    return ExitCode.DONE;
  }

  private static ExitCode quit(List<String> arguments, Shell shell, Output output) {
    shell.end();
    return ExitCode.DONE;
  }
}
