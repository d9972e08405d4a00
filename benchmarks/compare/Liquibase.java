package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Liquibase reads one changelog, of SQL or of its Groovy DSL.
 *
 * @param groovy whether it is the DSL
 */
record Liquibase(Jvm jvm, Optional<String> classPath, boolean groovy) implements Tool {
  @Override
  public String name() {
    return "Liquibase, " + (groovy ? "Groovy" : "SQL") + " changelog" + jvm.remark();
  }

  @Override
  public Optional<String> cannot(Product product) {
    return classPath.isPresent() ? Optional.empty() : Optional.of("could not be fetched");
  }

  @Override
  public void write(Path project, List<Script> scripts, Database database) throws IOException {
    StringBuilder text =
        new StringBuilder(groovy ? "databaseChangeLog {\n" : "--liquibase formatted sql\n");
    for (Script script : scripts) {
      text.append(
          groovy
              ? script.changeSet(database.product())
              : "\n--changeset benchmark:"
                  + script.number()
                  + "\n"
                  + script.sql(database.product()));
    }
    Files.writeString(project.resolve(changelog()), text + (groovy ? "}\n" : ""));
  }

  @Override
  public Command apply(Path project, Database database) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--log-level=off",
                "--show-banner=false",
                "update",
                "--changelog-file=" + changelog(),
                "--url=" + database.url()));
    if (!database.user().isEmpty()) {
      arguments.add("--username=" + database.user());
    }
    Command command =
        jvm.command(
                project,
                classPath.orElseThrow(),
                "liquibase.integration.commandline.LiquibaseCommandLine",
                arguments)
            .with("LIQUIBASE_COMMAND_PASSWORD", database.password());
    // The version that knows the DSL tells nobody anything, and does not know the variable.
    return groovy ? command : command.with("LIQUIBASE_ANALYTICS_ENABLED", "false");
  }

  private String changelog() {
    return groovy ? "changelog.groovy" : "changelog.sql";
  }
}
