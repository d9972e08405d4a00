package dev.garganey.shell.command;

import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NewCommand writes the next migration, for the author to fill. */
final class NewCommand implements Command {
  private static final Pattern NUMBER = Pattern.compile("^(\\d{1,18})");
  private static final int WIDTH = 3;

  private static final String GROOVY =
      """
      description '%s'

      up {
          // createTable('notes') { id(); text('title').notNull() }
          // addColumn('notes') { text('body') }
      }
      """;

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
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    String slug = slug(invocation.argument());
    Path folder = workspace.migrations();
    boolean stamped =
        workspace
            .settings()
            .numbering()
            .equals(java.util.Optional.of(Settings.Numbering.TIMESTAMP));
    String prefix =
        stamped
            ? LocalDateTime.now(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT))
            : nextNumber(folder);
    boolean sql = invocation.has("--sql");
    Path file = folder.resolve(prefix + "_" + slug + (sql ? ".sql" : ".groovy"));
    String title = invocation.argument().replace('_', ' ').replaceAll("\\s+", " ").strip();
    String text =
        sql
            ? SQL.formatted(title)
            : GROOVY.formatted(title.replace("\\", "\\\\").replace("'", "\\'"));
    new NewFiles().write(file, text);
    return Outcome.done(page -> page.line(file.toString()), () -> Map.of("file", file.toString()));
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
    if (slug.isEmpty()) {
      throw new UsageMistake("`" + name + "` has no letter or digit to name a file by");
    }
    return slug;
  }

  private static String nextNumber(Path folder) {
    long highest = 0;
    int width = WIDTH;
    if (Files.isDirectory(folder)) {
      for (MigrationFile file : MigrationFolder.read(folder).files()) {
        Matcher number = NUMBER.matcher(file.id());
        if (number.find()) {
          highest = Math.max(highest, Long.parseLong(number.group(1)));
          width = Math.max(WIDTH, number.group(1).length());
        }
      }
    }
    return String.format(Locale.ROOT, "%0" + width + "d", highest + 1);
  }
}
