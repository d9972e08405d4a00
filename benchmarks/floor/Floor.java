package floor;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Floor is the least that any tool on a JVM must do: read and hash the files, read the history, run
 * what is not in it, each file and its row of the history in one transaction. It reads SQL whose
 * statements end with a semicolon at the end of a line.
 *
 * <p>Arguments: a JDBC URL, the folder of the files.
 */
final class Floor {
  private Floor() {}

  public static void main(String[] args) throws Exception {
    Map<Path, String> checksums = new HashMap<>();
    Path[] files;
    try (Stream<Path> all = Files.list(Path.of(args[1]))) {
      files = all.sorted().toArray(Path[]::new);
    }
    for (Path file : files) {
      checksums.put(file, checksum(file));
    }
    try (Connection connection = DriverManager.getConnection(args[0])) {
      Map<String, String> history = history(connection);
      connection.setAutoCommit(false);
      for (Path file : files) {
        String id = file.getFileName().toString();
        String applied = history.get(id);
        if (applied == null) {
          apply(connection, file, id, checksums.get(file));
        } else if (!applied.equals(checksums.get(file))) {
          throw new IllegalStateException(id + " was changed");
        }
      }
    }
  }

  private static String checksum(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return new BigInteger(1, digest.digest(Files.readAllBytes(file))).toString(16);
  }

  private static Map<String, String> history(Connection connection) throws SQLException {
    Map<String, String> rows = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists floor_history (id text primary key, checksum text not null)");
      try (ResultSet row = statement.executeQuery("select id, checksum from floor_history")) {
        while (row.next()) {
          rows.put(row.getString(1), row.getString(2));
        }
      }
    }
    return rows;
  }

  private static void apply(Connection connection, Path file, String id, String checksum)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : Files.readString(file, StandardCharsets.UTF_8).split(";\\n")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
    try (PreparedStatement row =
        connection.prepareStatement("insert into floor_history (id, checksum) values (?, ?)")) {
      row.setString(1, id);
      row.setString(2, checksum);
      row.execute();
    }
    connection.commit();
  }
}
