package dev.garganey.shell.command;

import java.util.List;

/** ShellCommand opens the shell. */
final class ShellCommand implements Command {
  private final Conversation conversation;

  ShellCommand(Conversation conversation) {
    this.conversation = conversation;
  }

  @Override
  public String name() {
    return "shell";
  }

  @Override
  public String summary() {
    return "Explore a database, try SQL, and run the other commands, from one prompt";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Type a command without `garganey` before it, or SQL with a semicolon behind it; help says",
        "more. Without a terminal, lines are read from standard input and results are plain; the",
        "first error ends it, with the exit code of that error.");
  }

  @Override
  public List<String> examples() {
    return List.of(
        "shell",
        "shell --env prod",
        "shell --command 'select count(*) from users;'",
        "shell --file report.sql --as csv > report.csv",
        "shell --continue < many.sql");
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(List.of("-c", "--command"), "TEXT", "run this and end; may be given again"),
        new Option(List.of("-f", "--file"), "FILE", "run what the file says and end"),
        Option.of("--as", "FORMAT", "write rows as table, vertical, csv, json or markdown"),
        Option.flag("--echo", "show each line behind its prompt, as at a terminal"),
        Option.flag("--continue", "go on after an error; end with the code of the first"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    return Outcome.said(conversation.hold(invocation));
  }
}
