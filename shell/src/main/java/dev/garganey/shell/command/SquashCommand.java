package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.Squash;
import dev.garganey.script.MigrationFile;
import dev.garganey.shell.report.SquashReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SquashCommand writes one migration in place of several. */
final class SquashCommand implements Command {
  private static final Pattern RANGE = Pattern.compile("(.*?)\\.\\.(.+)");

  @Override
  public String name() {
    return "squash";
  }

  @Override
  public String summary() {
    return "Write one migration that does the work of several";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Where the range only makes schema, what it comes to; else its operations one after the",
        "other, rows and SQL as they are. Before it is written it is proved on a throwaway database",
        "to lead to the same schema and the same rows, and back. It says which ones it replaces: a",
        "database that has applied all of them records it in their place and runs nothing; one that",
        "has applied none runs it. What it replaces is never applied beside it. The old files stay,",
        "or go to the folder replaced beside them with --remove.");
  }

  @Override
  public List<String> examples() {
    return List.of("squash 002..003 teams", "squash ..003_teams first_year --remove");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.flag("--remove", "move the old files to the folder replaced"),
        Option.flag("--dry-run", "show the migration and write nothing"));
  }

  @Override
  public List<String> arguments() {
    return List.of("FROM..TO", "NAME");
  }

  @Override
  public Outcome run(Invocation invocation) {
    Matcher range = RANGE.matcher(invocation.argument());
    if (!range.matches()) {
      throw new UsageMistake(
          "squash wants a range like 003..007, or ..007 from the first on, not `"
              + invocation.argument()
              + "`");
    }
    String name = invocation.arguments().get(1);
    Workspace workspace = invocation.workspace();
    try (Garganey garganey = workspace.open()) {
      Squash squash =
          garganey.squash(
              Optional.of(range.group(1)).filter(id -> !id.isEmpty()),
              range.group(2),
              NextMigration.slug(name),
              NextMigration.title(name));
      boolean writes = !invocation.has("--dry-run");
      boolean moves = writes && invocation.has("--remove");
      Path file = workspace.migrations().resolve(squash.id() + ".groovy");
      if (writes) {
        new NewFiles().write(file, squash.script());
      }
      if (moves) {
        new ReplacedFiles(workspace.migrations())
            .move(squash.replaced().stream().map(MigrationFile::path).toList());
      }
      SquashReport report =
          new SquashReport(squash, writes ? Optional.of(file) : Optional.empty(), moves);
      return Outcome.done(report::write, report::json);
    }
  }
}
