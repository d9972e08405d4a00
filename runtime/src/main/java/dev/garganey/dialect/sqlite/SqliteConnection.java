package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.ConnectionTarget;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.sqlite.JDBC;

/** SqliteConnection opens a database file, which it makes with the user's rights only. */
final class SqliteConnection {
  static final String PREFIX = "jdbc:sqlite:";
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
    Connection connection = JDBC.createConnection(target.url(), settings);
    if (connection == null) {
      throw new SQLException("`" + target.shown() + "` is not a JDBC URL of SQLite", "08001");
    }
    return connection;
  }

  private static void make(String url) throws SQLException {
    String name = url.substring(PREFIX.length());
    int parameters = name.indexOf('?');
    name = parameters < 0 ? name : name.substring(0, parameters);
    if (name.isEmpty() || name.startsWith(":") || name.startsWith("file:")) {
      return;
    }
    Path file = Path.of(name).toAbsolutePath();
    if (Files.exists(file)) {
      return;
    }
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
