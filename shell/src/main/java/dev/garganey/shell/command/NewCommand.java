package dev.garganey.shell.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** NewCommand writes the next migration, for the author to fill. */
final class NewCommand implements Command {
  private static final String SQL =
      """
      -- description: %s


      -- down

      """;

  @Override
  public String name() {
    return "new";
  }

  @Override
  public String summary() {
    return "Write an empty migration with the next number";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Numbers go on from the highest one; with numbering 'timestamp' in the settings it is the",
        "time in UTC.");
  }

  @Override
  public List<String> examples() {
    return List.of("new add_teams", "new 'Fill balances' --sql");
  }

  @Override
  public List<Option> options() {
    return List.of(Option.flag("--sql", "a migration in plain SQL"));
  }

  @Override
  public List<String> arguments() {
    return List.of("NAME");
  }

  @Override
  public boolean asksDatabase() {
    return false;
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    boolean sql = invocation.has("--sql");
    NextMigration next = NextMigration.named(invocation.argument(), workspace);
    Path file = next.file(sql ? ".sql" : ".groovy");
    String title = next.title();
    new NewFiles().write(file, sql ? SQL.formatted(title) : next.script());
    return Outcome.done(page -> page.line(file.toString()), () -> Map.of("file", file.toString()));
  }
}
