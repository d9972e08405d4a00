package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Client is the database's own client, which runs the same SQL, a transaction for each migration.
 */
record Client(Product product) implements Tool {
  private static final String FILE = "all.sql";

  @Override
  public String name() {
    return "floor: `" + program() + "`, the same SQL";
  }

  @Override
  public Optional<String> cannot(Product other) {
    return isThere(program()) ? Optional.empty() : Optional.of("there is no " + program());
  }

  @Override
  public void write(Path project, List<Script> scripts, Database database) throws IOException {
    Files.writeString(
        project.resolve(FILE),
        scripts.stream()
            .map(script -> "BEGIN;\n" + script.sql(product) + "COMMIT;\n")
            .collect(Collectors.joining()));
  }

  @Override
  public Command apply(Path project, Database database) {
    Path file = project.resolve(FILE);
    if (product == Product.SQLITE) {
      return Command.of(project, List.of("sqlite3", "-bail", database.address())).reading(file);
    }
    String url = database.fullUrl().substring("jdbc:".length());
    List<String> words = List.of("psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", url, "-f");
    return Command.of(project, Stream.concat(words.stream(), Stream.of(file.toString())).toList());
  }

  private String program() {
    return product == Product.SQLITE ? "sqlite3" : "psql";
  }

  /** Whether a program is on the path. */
  static boolean isThere(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
