package compare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Database is one that was made for a measurement.
 *
 * @param address what identifies it: a file, or {@code host:port/name}
 * @param user empty where it takes none
 * @param password empty where it takes none
 */
record Database(Product product, String address, String user, String password) {
  /** The JDBC URL, without user and password. */
  String url() {
    return product == Product.SQLITE ? "jdbc:sqlite:" + address : "jdbc:postgresql://" + address;
  }

  /** The JDBC URL, with user and password. */
  String fullUrl() {
    String credentials = user.isEmpty() ? "" : "?user=" + user;
    return url() + credentials + (password.isEmpty() ? "" : "&password=" + password);
  }

  String name() {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  /** How many of the tables are there that {@link Script} makes. */
  int tables() throws SQLException {
    String query =
        product == Product.SQLITE
            ? "select count(*) from sqlite_master where type = 'table' and name like 'table!_%'"
                + " escape '!'"
            : "select count(*) from pg_class where relkind = 'r' and relname like 'table!_%' escape"
                + " '!'";
    try (Connection connection = DriverManager.getConnection(fullUrl());
        ResultSet counted = connection.createStatement().executeQuery(query)) {
      counted.next();
      return counted.getInt(1);
    }
  }
}
