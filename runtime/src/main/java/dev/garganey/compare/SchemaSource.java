package dev.garganey.compare;

import dev.garganey.dialect.ConnectionTarget;
import java.nio.file.Path;

/** SchemaSource is a place that a schema can be taken from. */
public sealed interface SchemaSource {
  /** How it is called in a report. */
  String title();

  /** The model scripts of a folder. */
  record Model(Path folder) implements SchemaSource {
    @Override
    public String title() {
      return "model";
    }
  }

  /** The migrations of a folder, one after the other. */
  record Migrations(Path folder) implements SchemaSource {
    @Override
    public String title() {
      return "migrations";
    }
  }

  /** A live database. */
  record Database(ConnectionTarget target) implements SchemaSource {
    @Override
    public String title() {
      return target.shown();
    }
  }

  /** A file that {@code snapshot} wrote. */
  record Snapshot(Path file) implements SchemaSource {
    @Override
    public String title() {
      return file.toString();
    }
  }

  /**
   * The migrations as they are in another revision of the project's git repository.
   *
   * @param revision whatever git understands: a branch, a tag, a commit
   */
  record Revision(Path folder, String revision) implements SchemaSource {
    @Override
    public String title() {
      return "migrations of " + revision;
    }
  }
}
