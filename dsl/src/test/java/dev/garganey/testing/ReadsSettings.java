package dev.garganey.testing;

import dev.garganey.script.SettingsReader;
import java.nio.file.Path;
import java.util.Optional;

/** ReadsSettings reads a settings file and prints what it says. */
public final class ReadsSettings {
  private ReadsSettings() {}

  /** Takes the file. */
  public static void main(String[] arguments) {
    System.out.println(
        "settings: " + SettingsReader.read(Path.of(arguments[0]), name -> Optional.empty()));
  }
}
