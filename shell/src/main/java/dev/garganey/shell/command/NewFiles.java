package dev.garganey.shell.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** NewFiles writes files that are not there yet, and never over one that is. */
final class NewFiles {
  /**
   * Writes a file and the folders above it.
   *
   * @throws UsageMistake if it is there, or cannot be written
   */
  void write(Path file, String text) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new UsageMistake(file + " is there already");
    } catch (IOException failure) {
      throw new UsageMistake(file + " cannot be written: " + failure.getMessage());
    }
  }
}
