package dev.garganey.shell.command;

import dev.garganey.script.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** NewFiles writes files that are not there yet, and never over one that is. */
public final class NewFiles {
  /**
   * Writes a file and the folders above it.
   *
   * @throws UsageMistake if it is there, or cannot be written
   */
  public void write(Path file, String text) {
    makeFolder(file.toAbsolutePath().getParent());
    try {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw new UsageMistake(file + " is there already");
    } catch (IOException failure) {
      throw new UsageMistake(file + " cannot be written: " + Unreadable.reason(failure));
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException file) {
      throw new UsageMistake(file.getFile() + " is a file, and a folder is wanted there");
    } catch (IOException failure) {
      throw new UsageMistake(folder + " cannot be made: " + Unreadable.reason(failure));
    }
  }
}
