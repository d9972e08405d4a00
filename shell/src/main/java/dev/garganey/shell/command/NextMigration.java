package dev.garganey.shell.command;

import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NextMigration is the name of a migration that is about to be written.
 *
 * @param title what the user called it, in words
 * @param id the file's name without its ending
 */
public record NextMigration(Path folder, String title, String id) {
  private static final Pattern NUMBER = Pattern.compile("^(\\d{1,18})");
  private static final int WIDTH = 3;

  private static final String SCRIPT =
      """
      description '%s'

      up {
          // createTable('notes') { id(); text('title').notNull() }
          // addColumn('notes') { text('body') }
      }
      """;

  /**
   * The next one of the project's folder, numbered or stamped as the settings say.
   *
   * @throws UsageMistake if the name has nothing to call a file by
   */
  public static NextMigration named(String name, Workspace workspace) {
    Path folder = workspace.migrations();
    boolean stamped =
        workspace.settings().numbering().equals(Optional.of(Settings.Numbering.TIMESTAMP));
    String prefix =
        stamped
            ? LocalDateTime.now(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT))
            : nextNumber(folder);
    return new NextMigration(folder, title(name), prefix + "_" + slug(name));
  }

  /** Where it will be. */
  public Path file(String ending) {
    return folder.resolve(id + ending);
  }

  /** A script for the author to fill. */
  String script() {
    return SCRIPT.formatted(title.replace("\\", "\\\\").replace("'", "\\'"));
  }

  /** A name in words. */
  static String title(String name) {
    return name.replace('_', ' ').replaceAll("\\s+", " ").strip();
  }

  /** What a file is called by a name. */
  static String slug(String name) {
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
