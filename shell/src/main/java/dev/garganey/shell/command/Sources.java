package dev.garganey.shell.command;

import dev.garganey.compare.SchemaSource;
import dev.garganey.dialect.ConnectionTarget;
import java.nio.file.Path;
import java.util.List;

/** Sources reads where a schema is to be taken from: one word of a command line. */
final class Sources {
  /** What may be said, for the help. */
  static final List<String> HELP =
      List.of(
          "A schema is taken from one of these:",
          "  model         the scripts in the folder schema",
          "  migrations    the folder of migrations, all of them",
          "  database      the database of the settings, as it is",
          "  git:REVISION  the folder of migrations in that revision: git:main, git:HEAD~2",
          "  FILE.json     a file that garganey snapshot wrote",
          "  URL           another database: sqlite:FILE, postgresql://HOST/NAME, jdbc:…");

  private static final String GIT = "git:";

  private final Workspace workspace;

  Sources(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * The source that a word means.
   *
   * @throws UsageMistake if it means none
   */
  SchemaSource read(String word) {
    switch (word) {
      case "model" -> {
        return new SchemaSource.Model(workspace.schema());
      }
      case "migrations" -> {
        return new SchemaSource.Migrations(workspace.migrations());
      }
      case "database" -> {
        return new SchemaSource.Database(workspace.target());
      }
      default -> {
        return other(word);
      }
    }
  }

  private SchemaSource other(String word) {
    if (word.startsWith(GIT) && word.length() > GIT.length()) {
      return new SchemaSource.Revision(workspace.migrations(), word.substring(GIT.length()));
    }
    if (word.endsWith(".json")) {
      return new SchemaSource.Snapshot(Path.of(word));
    }
    if (word.contains(":")) {
      return new SchemaSource.Database(target(word));
    }
    throw new UsageMistake(
        "`"
            + word
            + "` is no source of a schema; say model, migrations, database, git:REVISION, a .json"
            + " file or a URL");
  }

  private ConnectionTarget target(String url) {
    return workspace.target(url);
  }
}
