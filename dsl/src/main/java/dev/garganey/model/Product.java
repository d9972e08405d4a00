package dev.garganey.model;

import dev.garganey.sql.SqlSyntax;
import java.util.Locale;
import java.util.Optional;

/** Product names the databases that Garganey speaks to; the one list of their names. */
public enum Product {
  SQLITE("SQLite", new SqlSyntax(false, false, false, true, false, true)),
  POSTGRESQL("PostgreSQL", new SqlSyntax(true, true, true, false, true, false));

  private final String title;
  private final SqlSyntax syntax;

  Product(String title, SqlSyntax syntax) {
    this.title = title;
    this.syntax = syntax;
  }

  /** The product's name as its makers spell it. */
  public String title() {
    return title;
  }

  /** How its SQL is read. */
  public SqlSyntax syntax() {
    return syntax;
  }

  /** The product whose constant, title or JDBC sub-protocol is {@code word}, in any case. */
  public static Optional<Product> named(String word) {
    String wanted = word.toUpperCase(Locale.ROOT);
    for (Product product : values()) {
      if (product.name().equals(wanted)) {
        return Optional.of(product);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return title;
  }
}
