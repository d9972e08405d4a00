package dev.garganey.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/**
 * PostgresServer is the one PostgreSQL that all specs of a JVM share: an embedded one, started when
 * first asked for and stopped with the JVM, or the server that {@value #VARIABLE} names.
 */
public final class PostgresServer {

  /** VARIABLE holds a JDBC URL with user and password, of a role that may create databases. */
  public static final String VARIABLE = "GARGANEY_TEST_POSTGRES";

  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://(?<address>[^/]+)/[^?]+[?](?<query>.*)");

  private final String address;
  private final String parameters;
  private final String maintenanceDatabase;
  private final String user;
  private final String password;
  private final boolean embedded;

  private PostgresServer(
      String address,
      String parameters,
      String maintenanceDatabase,
      String user,
      String password,
      boolean embedded) {
    this.address = address;
    this.parameters = parameters;
    this.maintenanceDatabase = maintenanceDatabase;
    this.user = user;
    this.password = password;
    this.embedded = embedded;
  }

  /** Returns the server, started. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** Returns the JDBC URL of a database of this server, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://" + address + "/" + database + parameters;
  }

  /** Returns the role that specs connect as: a superuser on the embedded server. */
  public String user() {
    return user;
  }

  /** Returns the password of {@link #user()}; the embedded server accepts any. */
  public String password() {
    return password;
  }

  /** Whether it runs on this machine, with the rights of this JVM's user on its files. */
  public boolean isEmbedded() {
    return embedded;
  }

  void createDatabase(String name, String template) throws SQLException {
    execute("create database " + name + " template " + template);
  }

  void dropDatabase(String name) throws SQLException {
    execute("drop database if exists " + name + " with (force)");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url(maintenanceDatabase), user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static PostgresServer start() {
    String url = System.getenv(VARIABLE);
    return url == null || url.isBlank() ? embedded() : named(url);
  }

  private static PostgresServer named(String url) {
    Matcher parts = URL.matcher(url);
    Properties parsed = Driver.parseURL(url, new Properties());
    if (!parts.matches() || parsed == null || parsed.getProperty("user") == null) {
      throw new IllegalArgumentException(
          VARIABLE
              + " must look like jdbc:postgresql://host:5432/postgres?user=me&password=secret");
    }
    return new PostgresServer(
        parts.group("address"),
        withoutCredentials(parts.group("query")),
        parsed.getProperty("PGDBNAME"),
        parsed.getProperty("user"),
        parsed.getProperty("password", ""),
        false);
  }

  private static String withoutCredentials(String query) {
    String kept =
        Pattern.compile("&")
            .splitAsStream(query)
            .filter(each -> !each.startsWith("user=") && !each.startsWith("password="))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "" : "?" + kept;
  }

  private static PostgresServer embedded() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              // Catalogue queries join much and find little: planning them took most of the time.
              .setServerConfig("join_collapse_limit", "1")
              .setServerConfig("max_connections", "100")
              .setLocaleConfig("locale", "C")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      return new PostgresServer(
          "localhost:" + postgres.getPort(), "", "postgres", "postgres", "postgres", true);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the embedded PostgreSQL does not start; name a server with " + VARIABLE, e);
    }
  }

  // Started when first used; the embedded server stops itself in a shutdown hook.
  private static final class Shared {
    static final PostgresServer SERVER = start();
  }
}
