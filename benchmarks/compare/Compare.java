package compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compare measures what a run of a migration tool takes, and what the same takes others.
 *
 * <p>Arguments: the checkout, the folder of what was built for this, the Java that runs all; then
 * what {@link Options} reads.
 */
public final class Compare {
  private static final int PLACES = 3;

  private final Options options;
  private final Bench bench;

  private Compare(Options options, Bench bench) {
    this.options = options;
    this.bench = bench;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments).subList(PLACES, arguments.length);
    if (words.contains("--help") || words.contains("-h")) {
      System.out.print(Options.HELP);
      return;
    }
    Installation installation =
        new Installation(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    Options options;
    try {
      options = new Options(words.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/run: " + e.getMessage());
      System.exit(2);
      return;
    }
    Optional<Server> server = Server.from(System.getenv());
    Workspace workspace = new Workspace(server);
    Runtime.getRuntime().addShutdownHook(new Thread(workspace::close));
    try {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      new Machine().describe(out, installation, version(server));
      Stopwatch stopwatch = new Stopwatch(workspace, Duration.ofSeconds(options.cap()));
      Tools tools = new Tools(installation, options.without());
      Rounds rounds = new Rounds(options.slow());
      Bench bench = new Bench(options, workspace, stopwatch, rounds, tools, out);
      new Compare(options, bench).run(products(options, server));
    } catch (IllegalStateException e) {
      if (!workspace.isClosing()) {
        throw e;
      }
    }
  }

  private static Optional<String> version(Optional<Server> server) throws SQLException {
    return server.isPresent() ? Optional.of(server.get().version()) : Optional.empty();
  }

  private static List<Product> products(Options options, Optional<Server> server) {
    List<Product> products = new ArrayList<>(options.products());
    if (server.isEmpty()) {
      products.remove(Product.POSTGRESQL);
    }
    return products;
  }

  private void run(List<Product> products)
      throws IOException, InterruptedException, SQLException, Failed {
    for (Product product : products) {
      bench.tools().makeArchive(product, bench.workspace(), bench.stopwatch());
    }
    for (Options.Part part : options.parts()) {
      for (Product product : products) {
        measure(part, product);
      }
    }
  }

  private void measure(Options.Part part, Product product)
      throws IOException, InterruptedException {
    switch (part) {
      case NO_OP -> {
        for (int size : options.sizes()) {
          new NoOp(bench).measure(product, size);
          bench.workspace().dropAll();
        }
      }
      case PENDING -> {
        new Pending(bench, product, false).measure();
        // What a loop takes is a matter of the script, not of the database.
        if (product == options.products().get(0)) {
          new Pending(bench, product, true).measure();
        }
      }
      case APPLY -> new Apply(bench).measure(product, options.many());
      case PROMPT -> new Prompt(bench).measure(product);
    }
    bench.workspace().dropAll();
  }
}
