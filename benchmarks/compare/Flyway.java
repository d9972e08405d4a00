package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Flyway reads SQL migrations; a small Main of ours calls it. */
record Flyway(Jvm jvm, Optional<String> classPath) implements Tool {
  @Override
  public String name() {
    return "Flyway" + jvm.remark();
  }

  @Override
  public Optional<String> cannot(Product product) {
    return classPath.isPresent() ? Optional.empty() : Optional.of("could not be fetched");
  }

  @Override
  public void write(Path project, List<Script> scripts, Database database) throws IOException {
    for (Script script : scripts) {
      Files.writeString(
          project.resolve("V" + script.number() + "__" + script.stem() + ".sql"),
          script.sql(database.product()));
    }
  }

  @Override
  public Command apply(Path project, Database database) {
    return jvm.command(
        project,
        classPath.orElseThrow(),
        "FlywayMain",
        List.of(database.url(), database.user(), database.password(), project.toString()));
  }
}
