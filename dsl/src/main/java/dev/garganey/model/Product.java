package dev.garganey.model;

import java.util.Locale;
import java.util.Optional;

/** Product names the databases that Garganey speaks to; the one list of their names. */
public enum Product {
  SQLITE("SQLite"),
  POSTGRESQL("PostgreSQL");

  private final String title;

  Product(String title) {
    this.title = title;
  }

  /** The product's name as its makers spell it. */
  public String title() {
    return title;
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
