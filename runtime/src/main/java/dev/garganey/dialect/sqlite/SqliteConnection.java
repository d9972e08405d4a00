package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.ConnectionTarget;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** SqliteConnection opens a database file, which it makes with the user's rights only. */
final class SqliteConnection {
  static final String PREFIX = "jdbc:sqlite:";
  private static final Pattern OTHER_MODE =
      Pattern.compile("[?&](?:mode=(?:memory|ro|rw)(?:&|$)|vfs=)");
  private static final Pattern LOCAL = Pattern.compile("^//(?:localhost)?/");
  private static final String BUSY_MILLIS = "5000";

  private SqliteConnection() {}

  static Connection open(ConnectionTarget target) throws SQLException {
    make(target.url());
    // As properties, not by SQLiteConfig: that would override what the URL says.
    Properties settings = new Properties();
    settings.setProperty("foreign_keys", "true");
    settings.setProperty("transaction_mode", "IMMEDIATE");
    if (!target.url().toLowerCase(Locale.ROOT).contains("busy_timeout=")) {
      settings.setProperty("busy_timeout", BUSY_MILLIS);
    }
    NativeLibrary.provide();
    Connection connection = JDBC.createConnection(target.url(), settings);
    if (connection == null) {
      throw new SQLException("`" + target.shown() + "` is not a JDBC URL of SQLite", "08001");
    }
    return connection;
  }

  /** Loads driver and library, by a database in memory that is gone at once. */
  static void load() {
    NativeLibrary.provide();
    try (Connection connection = JDBC.createConnection(PREFIX + ":memory:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select 1").close();
    } catch (SQLException notNow) {
      // Whoever opens the database meets it again, and tells.
    }
  }

  /** The file that a URL names and may make; none for a database in memory or of another kind. */
  private static Optional<Path> file(String place) {
    int query = place.indexOf('?');
    String name = query < 0 ? place : place.substring(0, query);
    String parameters = query < 0 ? "" : place.substring(query);
    if (name.startsWith("file:")) {
      boolean mayMake = !OTHER_MODE.matcher(parameters).find();
      // SQLite, "Uniform Resource Identifiers": a path may follow an empty or a local authority.
      String path = LOCAL.matcher(name.substring("file:".length())).replaceFirst("/");
      name = mayMake ? URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8) : "";
    }
    return name.isEmpty() || name.startsWith(":")
        ? Optional.empty()
        : Optional.of(Path.of(name).toAbsolutePath());
  }

  /** The driver takes what it does not know for a part of the file's name. */
  private static void refuseUnknown(String place) throws SQLException {
    int query = place.indexOf('?');
    if (query < 0 || place.startsWith("file:")) {
      return;
    }
    for (String parameter : place.substring(query + 1).split("&", -1)) {
      String name = parameter.replaceFirst("=.*", "");
      if (Arrays.stream(SQLiteConfig.Pragma.values())
          .noneMatch(p -> p.getPragmaName().equals(name))) {
        throw new SQLException(
            "`"
                + name
                + "` is no setting of a connection. What SQLite itself reads from a URL, such as"
                + " mode=ro, stands behind file: only, as in "
                + PREFIX
                + "file:"
                + place.substring(0, query)
                + "?mode=ro",
            "08001");
      }
    }
  }

  private static void make(String url) throws SQLException {
    refuseUnknown(url.substring(PREFIX.length()));
    Optional<Path> named = file(url.substring(PREFIX.length()));
    if (named.isPresent() && Files.isDirectory(named.get())) {
      throw new SQLException(
          named.get() + " is a folder; name the file of the database in it", "08001");
    }
    if (named.isEmpty() || Files.exists(named.get())) {
      return;
    }
    Path file = named.get();
    if (file.getParent() != null && !Files.isDirectory(file.getParent())) {
      throw new SQLException(
          "The folder " + file.getParent() + " of the database does not exist; make it first",
          "08001");
    }
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException anotherProcessWasFaster) {
      return;
    } catch (IOException failure) {
      throw new SQLException(
          "the file " + file + " cannot be made: " + failure.getMessage(), "08001", failure);
    }
  }
}
