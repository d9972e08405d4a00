package dev.garganey;

import dev.garganey.compare.Revisions;
import dev.garganey.compare.SchemaSource;
import dev.garganey.compare.Stated;
import dev.garganey.console.Console;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Hints;
import dev.garganey.diff.SchemaJson;
import dev.garganey.diff.SchemaModel;
import dev.garganey.diff.Seed;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.Interruption;
import dev.garganey.execute.Refused;
import dev.garganey.execute.ScratchFailed;
import dev.garganey.model.Schema;
import dev.garganey.script.ModelLoader;
import dev.garganey.script.ScriptCache;
import dev.garganey.script.ScriptContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SchemaReader takes schemas from wherever they are stated. */
final class SchemaReader {
  private final Configuration configuration;
  private final Dialect dialect;
  private final Secrets secrets;
  private final Optional<Console> lent;

  /**
   * @param lent a console over whose connection the project's own database is read
   */
  SchemaReader(
      Configuration configuration, Dialect dialect, Secrets secrets, Optional<Console> lent) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.secrets = secrets;
    this.lent = lent;
  }

  Stated read(SchemaSource source) {
    if (source instanceof SchemaSource.Model model) {
      SchemaModel read = model(model.folder());
      return new Stated(source.title(), read.schema(), read.hints());
    }
    if (source instanceof SchemaSource.Migrations migrations) {
      return stated(source, migrations(migrations.folder()));
    }
    if (source instanceof SchemaSource.Database database) {
      return stated(source, database(database.target()));
    }
    if (source instanceof SchemaSource.Revision revision) {
      return stated(
          source, new Revisions(revision.folder()).read(revision.revision(), this::migrations));
    }
    return stated(source, snapshot(((SchemaSource.Snapshot) source).file()));
  }

  private static Stated stated(SchemaSource source, Schema schema) {
    return new Stated(source.title(), schema, Hints.NONE);
  }

  /** The model of a folder, with the seeds that stand beside it. */
  SchemaModel model(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Refused(
          "There is no folder `"
              + folder
              + "` with a schema model; garganey pull writes one from the database");
    }
    Path seeds = configuration.project().resolve("seeds");
    return new ModelLoader(context(), ScriptCache.of(configuration.environment()))
        .load(List.of(folder), Files.isDirectory(seeds) ? List.of(seeds) : List.of());
  }

  /**
   * The rows that belong to the schema: those of the model and of the folder of seeds, or of the
   * latter alone, for tables that migrations make.
   */
  List<Seed> seeds(Path model) {
    if (Files.isDirectory(model)) {
      return model(model).seeds();
    }
    Path seeds = configuration.project().resolve("seeds");
    if (!Files.isDirectory(seeds)) {
      throw new Refused(
          "There are no seeds: neither a folder `"
              + seeds
              + "` nor `"
              + model
              + "`. A file in it says seed('roles') { row id: 1, name: 'admin' }");
    }
    return new ModelLoader(context(), ScriptCache.of(configuration.environment()))
        .seeds(List.of(seeds), migrations(configuration.migrations()));
  }

  private ScriptContext context() {
    return new ScriptContext(dialect.product(), secrets::variable, configuration.project());
  }

  /** The schema after all migrations of a folder. */
  Schema migrations(Path folder) {
    return new Folder(configuration, dialect, new Scripts(configuration, dialect, secrets))
        .schema(folder);
  }

  /** The schema of a live database, without Garganey's own tables. */
  Schema database(ConnectionTarget target) {
    if (!dialect.accepts(target.url())) {
      throw new Refused(
          "%s is no %s database, as this project is for; compare two databases of one product"
              .formatted(target.shown(), dialect.product().title()));
    }
    if (lent.isPresent() && target.equals(configuration.target())) {
      return lent.get().lend(this::inspect);
    }
    try (Connection connection = dialect.open(target)) {
      return inspect(connection);
    } catch (SQLException failure) {
      throw new DatabaseUnavailable(
          "Cannot read the schema of " + target + ": " + failure.getMessage(), failure);
    }
  }

  private Schema inspect(Connection connection) throws SQLException {
    return dialect.inspect(connection, Set.of(configuration.history(), configuration.journal()));
  }

  /**
   * What the history of a live database says that it should be like; empty where there is no
   * history, or where a throwaway database is needed to tell and not to be had.
   */
  Optional<Schema> recorded(ConnectionTarget target) {
    Configuration there = configuration.with(target);
    try (Session session = Session.open(there, dialect, secrets, new Interruption(), event -> {})) {
      return session.history().read(session.connection()).isEmpty()
          ? Optional.empty()
          : Optional.of(new RecordedSchema(there, dialect, session).schema());
    } catch (ScratchFailed unknown) {
      return Optional.empty();
    } catch (SQLException failure) {
      throw new DatabaseUnavailable(
          "Cannot read the history of " + target + ": " + failure.getMessage(), failure);
    }
  }

  private static Schema snapshot(Path file) {
    try {
      return SchemaJson.read(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new Refused("The snapshot `" + file + "` cannot be read: " + failure.getMessage());
    }
  }
}
