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
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** SqliteConnection opens a database file, which it makes with the user's rights only. */
final class SqliteConnection {
  static final String PREFIX = "jdbc:sqlite:";
  private static final int BUSY_MILLIS = 5_000;

  private SqliteConnection() {}

  static Connection open(ConnectionTarget target) throws SQLException {
    make(target.url());
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    Connection connection = JDBC.createConnection(target.url(), config.toProperties());
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
      throw new SQLException("the folder " + file.getParent() + " does not exist", "08001");
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
