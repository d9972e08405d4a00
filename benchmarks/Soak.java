import dev.garganey.shell.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Soak runs many commands through the shell in this one process, looks every so often at what the
 * process holds, and fails where that grows or where a command does not end as it should.
 *
 * <p>Arguments: the folder of the project, the JDBC URL of its database, how many commands.
 */
public final class Soak {
  private static final int EVERY = 1_000;

  /** From here on nothing may grow: all classes of the program have been loaded by then. */
  private static final int SETTLED = 2_000;

  /** What is asked for in turn; @ is the number of the line, # that of the round. */
  private static final List<String> LINES =
      List.of(
          "select count(*) from users;",
          "insert into users (name) values ('user @');",
          "x = @ + 1",
          "println \"x is ${x}\"",
          "status",
          "tables",
          "describe users",
          "select * from numbers;",
          "! select missing from users;",
          "! nonsense",
          "! dropTable 'nowhere'",
          "drop",
          "createTable('t#') { id(); text('name').notNull(); index('name') }",
          "addColumn('t#') { integer('amount').defaultTo(@) }",
          "insert 't#', name: 'n', amount: @",
          "db.t#.where(amount: @).count()",
          "back",
          "steps",
          "describe t#",
          "drop",
          "def twice(n) { 2 * n }",
          "twice(@)",
          "db.users.where('id > 1').orderBy('name').limit(20)",
          "['a#', 'b#'].each { t -> createTable(t) { id() } }",
          "drop",
          "try",
          "step",
          "! step 99",
          "back",
          "drop",
          "begin;",
          "update users set name = 'other' where id = 1;",
          "rollback;",
          "! x = missing + @",
          "count users",
          "head users",
          "db.users.list().collect { it.name }.size()",
          "use other",
          "select @ as answer; --format csv",
          "! (@",
          "]) ",
          "use first",
          "history users",
          "delete from users where id > 100;",
          "help apply");

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final List<long[]> samples = new ArrayList<>();
  private final Connection watching;
  private final boolean server;
  private final int commands;
  private int failuresExpected;
  private int failures;
  private long written;

  private Soak(String url, int commands) throws Exception {
    this.commands = commands;
    this.watching = DriverManager.getConnection(url);
    this.server = url.startsWith("jdbc:postgresql:");
  }

  public static void main(String[] arguments) throws Exception {
    Soak soak = new Soak(arguments[1], Integer.parseInt(arguments[2]));
    System.exit(soak.run(Path.of(arguments[0])) ? 0 : 1);
  }

  private boolean run(Path project) throws Exception {
    PrintStream out = new PrintStream(new Counting(false), false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(new Counting(true), false, StandardCharsets.UTF_8);
    System.out.printf(
        "%8s %8s %8s %12s %8s %8s %6s%n",
        "commands", "heap MB", "threads", "connections", "classes", "loaders", "files");
    String[] words = {"--project", project.toString(), "shell", "--continue"};
    Main.run(words, new Lines(), out, err, Map.of("HOME", project.toString()), false);
    err.flush();
    System.out.printf("%,d characters were written%n", written);
    boolean right = failures == failuresExpected;
    if (!right) {
      System.out.printf("%d lines failed; expected were %d%n", failures, failuresExpected);
    }
    return isFlat() && right;
  }

  /** Lines gives one line at a time: when the next is asked for, all before it are carried out. */
  private final class Lines extends InputStream {
    private int given;

    @Override
    public int read(byte[] into, int offset, int length) {
      if (given % EVERY == 0 && given > 0 && samples.size() < given / EVERY) {
        sample(given);
      }
      if (given >= commands) {
        return -1;
      }
      String line =
          LINES
              .get(given % LINES.size())
              .replace("@", String.valueOf(given))
              .replace("#", String.valueOf(given / LINES.size()));
      given++;
      if (line.startsWith("! ")) {
        failuresExpected++;
        line = line.substring(2);
      }
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, into, offset, bytes.length);
      return bytes.length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }
  }

  /** Counting forgets what is written, but for how much, and how many errors. */
  private final class Counting extends OutputStream {
    private final boolean errors;
    private final StringBuilder line = new StringBuilder();

    Counting(boolean errors) {
      this.errors = errors;
    }

    @Override
    public void write(int b) {
      written++;
      if (!errors) {
        return;
      }
      if (b != '\n') {
        line.append((char) b);
        return;
      }
      if (line.indexOf("error: ") == 0 || line.indexOf("garganey: ") == 0) {
        failures++;
      }
      line.setLength(0);
    }
  }

  // --- What the process holds --------------------------------------------------------------------

  private void sample(int done) {
    try {
      long[] sample = {done, heap(), threads(), connections(), classes(), loaders(), files()};
      samples.add(sample);
      System.out.printf(
          "%8d %8.1f %8d %12d %8d %8d %6d%n",
          sample[0], sample[1] / 1e6, sample[2], sample[3], sample[4], sample[5], sample[6]);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long classes() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  /** The connections to the database besides the one that counts; of a file none can be counted. */
  private long connections() throws Exception {
    if (!server) {
      return 0;
    }
    try (ResultSet counted =
        watching
            .createStatement()
            .executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and pid <> pg_backend_pid()")) {
      counted.next();
      return counted.getLong(1);
    }
  }

  private long loaders() throws Exception {
    Object[] none = {new String[0]};
    String[] signature = {String[].class.getName()};
    String histogram =
        (String)
            beans.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                none,
                signature);
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(
            row -> row.length > 3 && row[3].matches(".*(ClassLoader|InnerLoader|Loader\\$\\d+)"))
        .mapToLong(row -> Long.parseLong(row[1]))
        .sum();
  }

  private static long files() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(open)) {
      return all.count();
    }
  }

  /** Whether the last sample is no larger than the one where everything had been seen. */
  private boolean isFlat() {
    if (commands < SETTLED) {
      return true;
    }
    long[] settled = samples.stream().filter(s -> s[0] >= SETTLED).findFirst().orElseThrow();
    long[] last = samples.get(samples.size() - 1);
    String[] names = {"", "heap", "threads", "connections", "classes", "class loaders", "files"};
    // What differs from one garbage collection to the next is no growth.
    double[] allowed = {0, 3e6, 1, 1, 300, 100, 3};
    boolean flat = true;
    for (int i = 1; i < names.length; i++) {
      if (last[i] > settled[i] + allowed[i]) {
        System.out.printf("%s grew from %d to %d%n", names[i], settled[i], last[i]);
        flat = false;
      }
    }
    return flat;
  }
}
