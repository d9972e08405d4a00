package dev.garganey.shell.command;

import dev.garganey.script.MigrationFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** InitCommand makes a project to start from. */
final class InitCommand implements Command {
  private static final String SETTINGS =
      """
      // Where the database is. Other words: user, password env('…'), migrations 'folder',
      // lockTimeout 30.s, numbering 'timestamp', outOfOrder 'refuse', missing 'refuse'.
      database 'sqlite:garganey.db'

      environments {
          prod { database env('DATABASE_URL', 'sqlite:prod.db'); confirm byName }
      }
      """;

  private static final String FIRST =
      """
      description 'The first table'

      up {
          createTable('notes') {
              id()
              text('title').notNull()
              text('body')
              timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
              index('created_at')
          }
      }
      // No down { } is needed: what createTable does is undone by dropping the table.
      """;

  private static final String IGNORED =
      """
      # The database of this project, and what it keeps beside it while in use.
      garganey.db
      garganey.db-*
      """;

  @Override
  public String name() {
    return "init";
  }

  @Override
  public String summary() {
    return "Make a project to start from";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Writes garganey.groovy, a first migration where there is none, and a .gitignore where"
            + " there is",
        "none. What is there already stays as it is.");
  }

  @Override
  public List<String> examples() {
    return List.of("init", "-C shop init");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public boolean asksDatabase() {
    return false;
  }

  @Override
  public Outcome run(Invocation invocation) {
    Path project = invocation.workspace().project();
    NewFiles files = new NewFiles();
    Path settings = project.resolve(Workspace.SETTINGS);
    if (Files.exists(settings)) {
      throw new UsageMistake(
          settings + " is there already, so this is a project; garganey new NAME goes on");
    }
    List<String> made = new ArrayList<>();
    write(files, settings, SETTINGS, made);
    Path migrations = project.resolve("migrations");
    // Beside migrations of the user's own it would be one more, and out of order.
    if (!Files.isDirectory(migrations) || MigrationFolder.read(migrations).files().isEmpty()) {
      write(files, migrations.resolve("001_init.groovy"), FIRST, made);
    }
    Path ignored = project.resolve(".gitignore");
    if (!Files.exists(ignored)) {
      write(files, ignored, IGNORED, made);
    }
    return Outcome.done(
        page -> {
          made.forEach(path -> page.line("made " + path));
          page.line("");
          page.line("Next: garganey plan shows what it would do, garganey apply does it.");
        },
        () -> Map.of("made", made));
  }

  private static void write(NewFiles files, Path file, String text, List<String> made) {
    files.write(file, text);
    made.add(file.toString());
  }
}
