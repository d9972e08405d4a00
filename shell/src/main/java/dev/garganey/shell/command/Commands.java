package dev.garganey.shell.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Commands is the one list of commands; none is made before it is asked for. */
public final class Commands {
  private final Map<String, Supplier<Command>> all = new LinkedHashMap<>();

  /** The commands without the shell, in which they are offered. */
  public Commands() {
    all.put("init", InitCommand::new);
    all.put("new", NewCommand::new);
    all.put("pull", PullCommand::new);
    all.put("generate", GenerateCommand::new);
    all.put("squash", SquashCommand::new);
    all.put("adopt", AdoptCommand::new);
    all.put("push", PushCommand::new);
    all.put("diff", DiffCommand::new);
    all.put("snapshot", SnapshotCommand::new);
    all.put("status", StatusCommand::new);
    all.put("plan", PlanCommand::new);
    all.put("apply", ApplyCommand::new);
    all.put("seed", SeedCommand::new);
    all.put("rollback", RollbackCommand::new);
    all.put("redo", RedoCommand::new);
    all.put("verify", VerifyCommand::new);
    all.put("check", CheckCommand::new);
    all.put("drift", DriftCommand::new);
    all.put("tables", TablesCommand::new);
    all.put("find", FindCommand::new);
    all.put("describe", DescribeCommand::new);
    all.put("show", ShowCommand::new);
    all.put("erd", ErdCommand::new);
    all.put("count", CountCommand::new);
    all.put("head", HeadCommand::new);
    all.put("history", HistoryCommand::new);
    all.put("baseline", BaselineCommand::new);
    all.put("mark", MarkCommand::new);
    all.put("export", ExportCommand::new);
  }

  /** The commands, with a shell that is this conversation. */
  public static Commands with(Conversation conversation) {
    Commands commands = new Commands();
    commands.all.put("shell", () -> new ShellCommand(conversation));
    return commands;
  }

  /** The names, in the order of the help. */
  public Set<String> names() {
    return all.keySet();
  }

  /** The command of that name. */
  public Optional<Command> find(String name) {
    return Optional.ofNullable(all.get(name)).map(Supplier::get);
  }
}
