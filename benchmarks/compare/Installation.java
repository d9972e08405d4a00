package compare;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Installation is where all is that is measured.
 *
 * @param root the checkout
 * @param built what was compiled and fetched for the benchmarks
 * @param java the Java that runs all
 */
record Installation(Path root, Path built, String java) {
  Path launcher() {
    return root.resolve("garganey");
  }

  Path floor() {
    return built.resolve("floor.jar");
  }

  /**
   * The class path of a contender with the drivers that Garganey uses; empty: it was not fetched.
   */
  Optional<String> contender(String name) {
    List<Path> jars = jars(built.resolve("contenders").resolve(name));
    if (jars.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(classPath(jars) + File.pathSeparator + drivers());
  }

  /** The version of a contender, as its jar's name tells it. */
  String version(String contender, String artifact) {
    return jars(built.resolve("contenders").resolve(contender)).stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.startsWith(artifact + "-"))
        .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
        .findFirst()
        .orElse("not fetched");
  }

  /** The versions of the drivers, the same for all. */
  String driverVersions() {
    return jars(program().resolve("lib")).stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.matches("(sqlite-jdbc|postgresql)-.*"))
        .map(name -> name.replace(".jar", ""))
        .collect(Collectors.joining(", "));
  }

  /** The drivers, and what they log to, which is nothing. */
  String drivers() {
    return classPath(
        jars(program().resolve("lib")).stream()
            .filter(
                jar ->
                    jar.getFileName().toString().matches("(sqlite-jdbc|postgresql|slf4j)-.*\\.jar"))
            .toList());
  }

  /** The options with which SQLite's driver finds its native library and copies none. */
  List<String> sqliteLibrary() {
    try (Stream<Path> files = Files.walk(built.resolve("cache/garganey/start"))) {
      return files
          .filter(file -> file.toString().endsWith(System.mapLibraryName("sqlitejdbc")))
          .findFirst()
          .map(
              file ->
                  List.of(
                      "-Dorg.sqlite.lib.path=" + file.getParent(),
                      "-Dorg.sqlite.lib.name=" + file.getFileName()))
          .orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path program() {
    return root.resolve("shell/target/garganey");
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath(List<Path> jars) {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }
}
