package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.ScratchDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.postgresql.Driver;

/**
 * PostgresqlScratch is a database of its own on the same server, with the encoding and collation of
 * the one beside which it is made. One that a killed process left behind is dropped by the next.
 */
final class PostgresqlScratch implements ScratchDatabase {
  private static final String PREFIX = "garganey_scratch_";

  /** In seconds. */
  private static final long DAY = 86_400;

  private final DriverTarget near;
  private final String name;
  private Connection connection;

  private PostgresqlScratch(DriverTarget near, String name, Connection connection) {
    this.near = near;
    this.name = name;
    this.connection = connection;
  }

  static PostgresqlScratch create(ConnectionTarget target) throws SQLException {
    DriverTarget near = DriverTarget.of(target);
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    String name =
        String.format(
            "%s%010d_%s", PREFIX, Instant.now().getEpochSecond(), HexFormat.of().formatHex(random));
    try (Connection server = open(near)) {
      dropAbandoned(server);
      make(server, name);
    }
    try {
      return new PostgresqlScratch(near, name, prepared(near, name));
    } catch (SQLException failure) {
      drop(near, name);
      throw failure;
    }
  }

  private static Connection open(DriverTarget target) throws SQLException {
    return new Driver().connect(target.url(), target.properties());
  }

  /** From template0, which has nothing in it that a site added. */
  private static void make(Connection server, String name) throws SQLException {
    Optional<String> like =
        text(
            server,
            "SELECT format(' ENCODING %L LC_COLLATE %L LC_CTYPE %L',"
                + " pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype)"
                + " FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()");
    execute(server, "CREATE DATABASE " + name + " TEMPLATE template0" + like.orElse(""));
  }

  /** A connection whose default schema is there, whatever the URL says that it is. */
  private static Connection prepared(DriverTarget near, String name) throws SQLException {
    Connection connection = open(near.withDatabase(name));
    // The elements of the path are identifiers already, quoted where they need it.
    Optional<String> schema =
        text(
            connection,
            "SELECT s FROM pg_catalog.unnest(pg_catalog.regexp_split_to_array("
                + "pg_catalog.current_setting('search_path'), '\\s*,\\s*')) AS s"
                + " WHERE s NOT IN ('\"$user\"', '') LIMIT 1");
    if (schema.isPresent()) {
      execute(connection, "CREATE SCHEMA IF NOT EXISTS " + schema.get());
    }
    return connection;
  }

  /** Those of a day ago or longer, of this role, to which nobody is connected. */
  private static void dropAbandoned(Connection server) throws SQLException {
    Optional<String> found =
        text(
            server,
            "SELECT d.datname FROM pg_catalog.pg_database d WHERE d.datname LIKE '"
                + PREFIX.replace("_", "\\_")
                + "%' AND d.datname < '"
                + PREFIX
                + String.format("%010d", Instant.now().getEpochSecond() - DAY)
                + "' AND pg_catalog.pg_get_userbyid(d.datdba) = current_user"
                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a"
                + " WHERE a.datname = d.datname) LIMIT 1");
    if (found.isPresent()) {
      execute(server, "DROP DATABASE IF EXISTS " + found.get());
    }
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void clear() throws SQLException {
    connection.close();
    try (Connection server = open(near)) {
      execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      make(server, name);
    }
    connection = prepared(near, name);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    drop(near, name);
  }

  private static void drop(DriverTarget near, String name) throws SQLException {
    try (Connection server = open(near)) {
      execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<String> text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }
}
