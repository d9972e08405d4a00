package compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prompt is what a person waits for before the first line can be typed. */
final class Prompt {
  private static final String BASE = "floor: a JVM that prints a line";
  private static final int APPLIED = 10;

  private final Bench bench;
  private final Terminal terminal;

  Prompt(Bench bench) {
    this.bench = bench;
    this.terminal = new Terminal(bench.workspace());
  }

  void measure(Product product) throws IOException, InterruptedException {
    Optional<String> missing = Terminal.missing();
    String title = "The shell's first prompt, " + product.title();
    bench.announce(title);
    List<Lane> lanes = new ArrayList<>();
    if (missing.isPresent()) {
      lanes.add(Lane.closed("`garganey shell`", missing.get()));
    } else {
      lanes.addAll(lanes(product));
    }
    bench.print(new Table(title, BASE, bench.rounds().warm(bench.options().runs(), lanes)));
  }

  private List<Lane> lanes(Product product) throws IOException, InterruptedException {
    Garganey garganey = bench.tools().garganey();
    try {
      Bench.Ground ground = bench.prepare(garganey, product, Script.first(APPLIED));
      Database database = ground.database();
      String shell = words(garganey.shell(ground.project(), database));
      String hello = words(bench.tools().hello(bench.workspace().folder()));
      String name = Pattern.quote(database.name());
      List<Lane> lanes = new ArrayList<>();
      lanes.add(lane(BASE, hello, "Hello"));
      lanes.add(client(product, database));
      if (product == Product.SQLITE) {
        lanes.add(lane("`jshell`, which the JDK brings", bench.tools().jshell(), "jshell> "));
      }
      lanes.add(lane("`garganey shell`", shell, name + "(\\x1b\\[[0-9;]*m)*> "));
      return lanes;
    } catch (SQLException | Failed e) {
      return List.of(Lane.closed("`garganey shell`", e.getMessage()));
    }
  }

  private Lane client(Product product, Database database) {
    if (product == Product.SQLITE) {
      return program("sqlite3", "sqlite3 '" + database.address() + "'", "sqlite> ");
    }
    String url = database.fullUrl().substring("jdbc:".length());
    return program("psql", "psql -X '" + url + "'", Pattern.quote(database.name()) + "[=][#>] ");
  }

  private Lane program(String name, String command, String prompt) {
    return Client.isThere(name)
        ? lane("`" + name + "`", command, prompt)
        : Lane.closed("`" + name + "`", "there is none");
  }

  private Lane lane(String name, String command, String prompt) {
    Pattern awaited = Pattern.compile(prompt);
    return new Lane(name, round -> terminal.untilPrompt(command, awaited));
  }

  /** As a shell reads it. */
  private static String words(Command command) {
    return String.join(" ", command.words().stream().map(word -> "'" + word + "'").toList());
  }
}
