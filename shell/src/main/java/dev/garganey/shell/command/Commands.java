package dev.garganey.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Commands is the one list of commands; none is made, and its class not loaded, before it is asked
 * for.
 */
public final class Commands {
  private static final List<String> NAMES =
      List.of(
          "init",
          "new",
          "pull",
          "generate",
          "squash",
          "adopt",
          "push",
          "diff",
          "snapshot",
          "status",
          "plan",
          "apply",
          "seed",
          "rollback",
          "redo",
          "verify",
          "check",
          "drift",
          "tables",
          "find",
          "describe",
          "show",
          "erd",
          "count",
          "head",
          "history",
          "baseline",
          "mark",
          "export");

  private static final String SHELL = "shell";

  private final Optional<Conversation> conversation;

  private Commands(Optional<Conversation> conversation) {
    this.conversation = conversation;
  }

  /** The commands without the shell, in which they are offered. */
  public Commands() {
    this(Optional.empty());
  }

  /** The commands, with a shell that is this conversation. */
  public static Commands with(Conversation conversation) {
    return new Commands(Optional.of(conversation));
  }

  /** The names, in the order of the help. */
  public List<String> names() {
    List<String> names = new ArrayList<>(NAMES);
    conversation.ifPresent(shell -> names.add(SHELL));
    return names;
  }

  /** The command of that name. */
  public Optional<Command> find(String name) {
    return name.equals(SHELL) ? conversation.map(ShellCommand::new) : made(name);
  }

  private static Optional<Command> made(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "init" -> new InitCommand();
          case "new" -> new NewCommand();
          case "pull" -> new PullCommand();
          case "generate" -> new GenerateCommand();
          case "squash" -> new SquashCommand();
          case "adopt" -> new AdoptCommand();
          case "push" -> new PushCommand();
          case "diff" -> new DiffCommand();
          case "snapshot" -> new SnapshotCommand();
          case "status" -> new StatusCommand();
          case "plan" -> new PlanCommand();
          case "apply" -> new ApplyCommand();
          case "seed" -> new SeedCommand();
          case "rollback" -> new RollbackCommand();
          case "redo" -> new RedoCommand();
          case "verify" -> new VerifyCommand();
          case "check" -> new CheckCommand();
          case "drift" -> new DriftCommand();
          case "tables" -> new TablesCommand();
          case "find" -> new FindCommand();
          case "describe" -> new DescribeCommand();
          case "show" -> new ShowCommand();
          case "erd" -> new ErdCommand();
          case "count" -> new CountCommand();
          case "head" -> new HeadCommand();
          case "history" -> new HistoryCommand();
          case "baseline" -> new BaselineCommand();
          case "mark" -> new MarkCommand();
          case "export" -> new ExportCommand();
          default -> null;
        });
  }
}
