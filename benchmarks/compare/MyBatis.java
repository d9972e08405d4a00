package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * MyBatis is MyBatis Migrations, which reads SQL scripts, the first of which makes its changelog.
 */
record MyBatis(Jvm jvm, Optional<String> classPath) implements Tool {
  private static final String CHANGELOG =
      """
      -- // Changelog
      CREATE TABLE ${changelog} (
        ID NUMERIC(20, 0) NOT NULL PRIMARY KEY,
        APPLIED_AT VARCHAR(25) NOT NULL,
        DESCRIPTION VARCHAR(255) NOT NULL
      );
      """;

  @Override
  public String name() {
    return "MyBatis Migrations" + jvm.remark();
  }

  @Override
  public Optional<String> cannot(Product product) {
    return classPath.isPresent() ? Optional.empty() : Optional.of("could not be fetched");
  }

  @Override
  public void write(Path project, List<Script> scripts, Database database) throws IOException {
    Path folder = Files.createDirectories(project.resolve("scripts"));
    Files.writeString(folder.resolve("00000_changelog.sql"), CHANGELOG);
    for (Script script : scripts) {
      Files.writeString(
          folder.resolve(script.id() + ".sql"),
          "-- // " + script.stem() + "\n" + script.sql(database.product()));
    }
    Path environments = Files.createDirectories(project.resolve("environments"));
    Files.writeString(environments.resolve("development.properties"), environment(database));
  }

  @Override
  public Command apply(Path project, Database database) {
    return jvm.command(
            project,
            classPath.orElseThrow(),
            "org.apache.ibatis.migration.Migrator",
            List.of("up", "--quiet", "--path=" + project))
        .with("MIGRATIONS_URL", database.url());
  }

  /** All but the URL, which is said when it starts. */
  private static String environment(Database database) {
    return """
    driver=%s
    username=%s
    password=%s
    time_zone=GMT+0:00
    send_full_script=false
    delimiter=;
    changelog=changelog
    """
        .formatted(
            database.product() == Product.SQLITE ? "org.sqlite.JDBC" : "org.postgresql.Driver",
            database.user(),
            database.password());
  }
}
