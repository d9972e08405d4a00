package dev.garganey.testing;

import dev.garganey.Configuration;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.model.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Project is a folder of migrations and a database of its own, both gone when closed. */
public final class Project implements AutoCloseable {
  private final Path folder;
  private final TestDatabase database;

  private Project(Path folder, TestDatabase database) {
    this.folder = folder;
    this.database = database;
  }

  /** An empty project on a fresh database. */
  public static Project on(Product product) throws Exception {
    Path folder = Files.createTempDirectory("garganey-project-");
    Files.createDirectories(folder.resolve("migrations"));
    return new Project(folder, SampleProject.database(product));
  }

  /** Writes a file of the folder of migrations. */
  public Project file(String name, String text) throws IOException {
    Files.writeString(folder.resolve("migrations").resolve(name), text);
    return this;
  }

  /** What {@link dev.garganey.Garganey} is opened with. */
  public Configuration configuration() {
    return Configuration.of(Workbench.target(database), folder);
  }

  /** The same as another user. */
  public Configuration configurationOf(String user, String password) {
    ConnectionTarget other =
        new ConnectionTarget(database.url(), Optional.of(user), Optional.of(password));
    return Configuration.of(other, folder);
  }

  /** A connection of an application. */
  public Connection connect() throws SQLException {
    return database.connect();
  }

  /** Sends SQL as an application would, with foreign keys on. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      if (database.url().startsWith("jdbc:sqlite:")) {
        statement.execute("pragma foreign_keys = on");
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of a query's rows, as text. */
  public List<String> column(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    database.close();
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
