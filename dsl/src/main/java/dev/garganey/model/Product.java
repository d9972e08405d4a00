package dev.garganey.model;

import dev.garganey.sql.SqlSyntax;
import java.util.Locale;
import java.util.Optional;

/** Product names the databases that Garganey speaks to; the one list of their names. */
public enum Product {
  SQLITE("SQLite", new SqlSyntax(false, false, false, true, false, true), false),
  POSTGRESQL("PostgreSQL", new SqlSyntax(true, true, true, false, true, false), true);

  private final String title;
  private final SqlSyntax syntax;
  private final boolean namesPrimaryKeys;

  Product(String title, SqlSyntax syntax, boolean namesPrimaryKeys) {
    this.title = title;
    this.syntax = syntax;
    this.namesPrimaryKeys = namesPrimaryKeys;
  }

  /** The product's name as its makers spell it. */
  public String title() {
    return title;
  }

  /** How its SQL is read. */
  public SqlSyntax syntax() {
    return syntax;
  }

  /** Whether a primary key has a name there, which may be changed and by which it is dropped. */
  public boolean namesPrimaryKeys() {
    return namesPrimaryKeys;
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
