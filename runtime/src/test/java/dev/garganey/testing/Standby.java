package dev.garganey.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/**
 * Standby is a PostgreSQL server in recovery, whose databases may only be read: the embedded server
 * is filled, stopped, told to follow a primary that never comes (PostgreSQL manual, 26.2, "Log-
 * Shipping Standby Servers"), and started again on the same data.
 */
public final class Standby implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres server;

  private Standby(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
  }

  /** Filling writes what a standby will hold. */
  @FunctionalInterface
  public interface Filling {
    /** Does so over connections to a URL, and leaves none open. */
    void fill(String url) throws Exception;
  }

  /** A standby of what a server holds once it was filled. */
  public static Standby of(Filling filling) throws Exception {
    Path folder = Files.createTempDirectory("garganey-standby-");
    try (EmbeddedPostgres primary = start(folder)) {
      filling.fill(url(primary));
    }
    Files.createFile(folder.resolve("standby.signal"));
    return new Standby(folder, start(folder));
  }

  private static EmbeddedPostgres start(Path folder) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "off")
        .setLocaleConfig("locale", "C")
        .setPGStartupWait(Duration.ofSeconds(60))
        .start();
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
  }

  /** The URL of its database, with a user in it. */
  public String url() {
    return url(server);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
