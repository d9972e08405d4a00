package dev.garganey.shell.command;

import dev.garganey.script.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ReplacedFiles puts migrations that another one replaces out of the way, where they are found. */
final class ReplacedFiles {
  private final Path folder;

  ReplacedFiles(Path migrations) {
    this.folder = migrations.resolve("replaced");
  }

  /**
   * Moves files there, and none over one that is there.
   *
   * @throws UsageMistake if one cannot be moved
   */
  void move(List<Path> files) {
    for (Path file : files) {
      try {
        Files.createDirectories(folder);
        Files.move(file, folder.resolve(file.getFileName()));
      } catch (IOException failure) {
        throw new UsageMistake(
            file + " cannot be moved to " + folder + ": " + Unreadable.reason(failure));
      }
    }
  }
}
