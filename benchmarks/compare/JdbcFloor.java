package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** JdbcFloor is a JVM that does what every tool on a JVM must do, and nothing more. */
record JdbcFloor(Jvm jvm, String classPath, String name) implements Tool {
  @Override
  public Optional<String> cannot(Product product) {
    return Optional.empty();
  }

  @Override
  public void write(Path project, List<Script> scripts, Database database) throws IOException {
    for (Script script : scripts) {
      Files.writeString(project.resolve(script.id() + ".sql"), script.sql(database.product()));
    }
  }

  @Override
  public Command apply(Path project, Database database) {
    return jvm.command(
        project, classPath, "floor.Floor", List.of(database.fullUrl(), project.toString()));
  }
}
