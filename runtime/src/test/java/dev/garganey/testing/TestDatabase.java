package dev.garganey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** TestDatabase is a fresh, empty database that is gone when closed. */
public final class TestDatabase implements AutoCloseable {

  private final String url;
  private final String user;
  private final String password;
  private final Copying copying;
  private final Disposal disposal;

  private TestDatabase(
      String url, String user, String password, Copying copying, Disposal disposal) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.copying = copying;
    this.disposal = disposal;
  }

  /** Returns a fresh database on the {@linkplain PostgresServer#shared() shared server}. */
  public static TestDatabase postgresql() throws SQLException {
    PostgresServer server = PostgresServer.shared();
    return postgresql(server, "template0");
  }

  private static TestDatabase postgresql(PostgresServer server, String template)
      throws SQLException {
    String name = "garganey_" + unique();
    server.createDatabase(name, template);
    return new TestDatabase(
        server.url(name),
        server.user(),
        server.password(),
        () -> postgresql(server, name),
        () -> server.dropDatabase(name));
  }

  /** Returns an SQLite file that does not exist yet, alone in a temporary folder. */
  public static TestDatabase sqlite() throws IOException {
    Path folder = Files.createTempDirectory("garganey-");
    Path file = folder.resolve("test.db");
    return new TestDatabase(
        "jdbc:sqlite:" + file, "", "", () -> sqlite(file), () -> deleteAll(folder));
  }

  private static TestDatabase sqlite(Path original) throws IOException {
    TestDatabase copy = sqlite();
    Files.copy(original, Path.of(copy.url.substring("jdbc:sqlite:".length())));
    return copy;
  }

  /** Returns an SQLite database in memory, which all connections to its URL share. */
  public static TestDatabase sqliteMemory() throws SQLException {
    String url = "jdbc:sqlite:file:" + unique() + "?mode=memory&cache=shared";
    Connection keepsItAlive = DriverManager.getConnection(url);
    return new TestDatabase(
        url,
        "",
        "",
        () -> {
          throw new IOException("what is in memory cannot be copied");
        },
        keepsItAlive::close);
  }

  /** Returns the JDBC URL, without user and password. */
  public String url() {
    return url;
  }

  /** Returns the user, or an empty string where the product knows none. */
  public String user() {
    return user;
  }

  /** Returns the password, or an empty string where the product knows none. */
  public String password() {
    return password;
  }

  /** Returns a new connection, for the caller to close. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Returns a new database with the same contents; nobody may be connected to this one. */
  public TestDatabase copy() throws SQLException, IOException {
    return copying.run();
  }

  /** Drops the database; PostgreSQL ends the connections that are still open. */
  @Override
  public void close() throws SQLException {
    disposal.run();
  }

  @Override
  public String toString() {
    return url;
  }

  private static String unique() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static void deleteAll(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Copying {
    TestDatabase run() throws SQLException, IOException;
  }

  @FunctionalInterface
  private interface Disposal {
    void run() throws SQLException;
  }
}
