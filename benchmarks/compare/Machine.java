package compare;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Machine says where figures come from. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** Above this load for each core others take time away. */
  private static final double QUIET = 0.25;

  private final int cores = Runtime.getRuntime().availableProcessors();
  private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  /** Prints the machine and all that is compared on it. */
  void describe(PrintStream out, Installation installation, Optional<String> server)
      throws IOException, InterruptedException {
    say(out, "date", LocalDate.now().toString());
    say(out, "machine", cores + " cores, " + processor());
    say(out, "kernel", properties("os.name", "os.version", "os.arch"));
    say(out, "load", String.format(Locale.ROOT, "%.2f at the start", load));
    say(out, "java", properties("java.vm.name", "java.runtime.version"));
    Path root = installation.root();
    say(out, "garganey", answer("git", "-C", root.toString(), "describe", "--always", "--dirty"));
    say(out, "drivers", installation.driverVersions());
    say(out, "sqlite3", answer("sqlite3", "--version").split(" ")[0]);
    say(out, "psql", answer("psql", "--version"));
    say(out, "server", server.map(version -> "PostgreSQL " + version).orElse("none: set PGHOST"));
    say(out, "flyway", installation.version("flyway", "flyway-core"));
    say(out, "mybatis", installation.version("mybatis", "mybatis-migrations"));
    String sql = installation.version("liquibase", "liquibase-core");
    String groovy = installation.version("liquibase-groovy", "liquibase-core");
    say(out, "liquibase", sql + "; with its Groovy DSL " + groovy);
    out.println();
    if (load > QUIET * cores) {
      String warning = "**The load was %.2f at the start: figures are too high.**%n%n";
      out.printf(Locale.ROOT, warning, load);
    }
  }

  private static void say(PrintStream out, String name, String value) {
    out.printf("    %-10s %s%n", name, value);
  }

  private static String properties(String... names) {
    return String.join(" ", Stream.of(names).map(System::getProperty).toList());
  }

  private static String processor() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*: ", ""))
          .findFirst()
          .orElse("unknown");
    }
  }

  /** The first line that a program prints; where there is none, that. */
  private static String answer(String... words) throws IOException, InterruptedException {
    if (!Client.isThere(words[0])) {
      return "not there";
    }
    Process process = new ProcessBuilder(words).start();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return all.lines().findFirst().orElse("unknown");
  }
}
