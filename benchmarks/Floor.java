import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.stream.Stream;

/** Floor is the least that any JVM tool must do here: read and hash the files, read the history. */
final class Floor {
  private Floor() {}

  public static void main(String[] args) throws Exception {
    int files = 0;
    try (Stream<Path> paths = Files.list(Path.of(args[0], "migrations"))) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
        files++;
      }
    }
    int rows = 0;
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + Path.of(args[0], "garganey.db"));
        Statement statement = connection.createStatement();
        ResultSet history =
            statement.executeQuery("select id, checksum from garganey_history order by position")) {
      while (history.next()) {
        rows++;
      }
    }
    if (files != rows) {
      throw new IllegalStateException(files + " files, " + rows + " rows");
    }
  }
}
