package dev.garganey.shell.interactive;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pager finds the program that shows long results: what PAGER says, else less, else more. */
final class Pager {
  private Pager() {}

  /** Its command line; empty where there is none, or PAGER is set to nothing. */
  static Optional<String> of(Map<String, String> variables) {
    if (variables.containsKey("PAGER")) {
      return Optional.of(variables.get("PAGER").strip()).filter(p -> !p.isEmpty());
    }
    return Stream.of("less", "more").filter(name -> isOnPath(name, variables)).findFirst();
  }

  private static boolean isOnPath(String name, Map<String, String> variables) {
    return Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
