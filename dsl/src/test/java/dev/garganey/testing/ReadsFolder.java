package dev.garganey.testing;

import dev.garganey.script.MigrationFolder;
import java.nio.file.Path;

/** ReadsFolder reads a migration folder and prints how many migrations it holds. */
public final class ReadsFolder {
  private ReadsFolder() {}

  /** Takes the folder. */
  public static void main(String[] arguments) {
    System.out.println("migrations: " + MigrationFolder.read(Path.of(arguments[0])).files().size());
  }
}
