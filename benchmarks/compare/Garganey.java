package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Garganey is the program of this checkout, as its launcher starts it.
 *
 * @param sql whether the migrations are SQL instead of scripts
 * @param options more options of the JVM; empty: none
 */
record Garganey(Installation installation, boolean sql, String options) implements Tool {
  static Garganey of(Installation installation) {
    return new Garganey(installation, false, "");
  }

  Garganey withSql() {
    return new Garganey(installation, true, options);
  }

  Garganey with(String moreOptions) {
    return new Garganey(installation, sql, moreOptions);
  }

  @Override
  public String name() {
    return "`garganey apply`"
        + (sql ? ", SQL files" : "")
        + (options.isEmpty() ? "" : ", `" + options + "`");
  }

  @Override
  public Optional<String> cannot(Product product) {
    return Optional.empty();
  }

  @Override
  public void write(Path project, List<Script> scripts, Database database) throws IOException {
    Path migrations = Files.createDirectories(project.resolve("migrations"));
    for (Script script : scripts) {
      Files.writeString(
          migrations.resolve(script.id() + (sql ? ".sql" : ".groovy")),
          sql ? script.sql(database.product()) : script.groovy());
    }
  }

  @Override
  public Command apply(Path project, Database database) {
    return command(project, database, "apply");
  }

  /** What starts the shell, which waits for what is typed. */
  Command shell(Path project, Database database) {
    return command(project, database, "shell");
  }

  private Command command(Path project, Database database, String name) {
    String launcher = installation.launcher().toString();
    List<String> words =
        List.of(launcher, "-C", project.toString(), name, "--url", database.fullUrl());
    Map<String, String> variables =
        options.isEmpty() ? Map.of() : Map.of("GARGANEY_JAVA_OPTS", options);
    return new Command(words, project, variables, Optional.empty());
  }
}
