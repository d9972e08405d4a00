package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * ClassArchive spares a program the loading of its classes: a class-data archive, on Java 25 and
 * newer an AOT cache. A JVM that cannot use one goes on without a word, so its log is read.
 */
final class ClassArchive {
  private static final boolean AOT = Runtime.version().feature() >= 25;

  private final Stopwatch stopwatch;
  private final Path folder;

  ClassArchive(Stopwatch stopwatch, Path folder) {
    this.stopwatch = stopwatch;
    this.folder = folder;
  }

  /**
   * The JVM with an archive of what a program loads; an error where it does not use it.
   *
   * @param main the class of which is looked whether it came from the archive
   * @param program starts the program with a JVM, for practice
   */
  Jvm addTo(Jvm jvm, String main, Function<Jvm, Command> program)
      throws IOException, InterruptedException, Failed {
    Path archive = folder.resolve(AOT ? "classes.aot" : "classes.jsa");
    String make = AOT ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    String use = AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
    stopwatch.time(program.apply(jvm.with(List.of(make + archive), "")));
    Jvm quick = jvm.with(List.of(use + archive), jvm.remark());
    Path log = folder.resolve("loaded");
    stopwatch.time(program.apply(quick.with(List.of("-Xlog:class+load:file=" + log), "")));
    try (Stream<String> lines = Files.lines(log)) {
      if (lines.noneMatch(line -> line.contains(main + " source: shared objects file"))) {
        throw new Failed("the JVM does not use the archive that it made: " + archive);
      }
    }
    return quick;
  }
}
