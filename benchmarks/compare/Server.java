package compare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Server is the PostgreSQL server that the variables PGHOST, PGPORT, PGUSER and PGPASSWORD lead to.
 *
 * @param address host and port
 * @param password empty where there is none
 */
record Server(String address, String user, String password) {
  static Optional<Server> from(Map<String, String> variables) {
    return Optional.ofNullable(variables.get("PGHOST"))
        .map(
            host ->
                new Server(
                    host + ":" + variables.getOrDefault("PGPORT", "5432"),
                    variables.getOrDefault("PGUSER", System.getProperty("user.name")),
                    variables.getOrDefault("PGPASSWORD", "")));
  }

  Database database(String name) {
    return new Database(Product.POSTGRESQL, address + "/" + name, user, password);
  }

  /** Does something about databases as a whole, which is done from the one called postgres. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect()) {
      connection.createStatement().execute(sql);
    }
  }

  String version() throws SQLException {
    try (Connection connection = connect();
        ResultSet row = connection.createStatement().executeQuery("show server_version")) {
      row.next();
      return row.getString(1).split(" ")[0];
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database("postgres").fullUrl());
  }
}
