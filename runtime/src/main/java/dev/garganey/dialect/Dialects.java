package dev.garganey.dialect;

import dev.garganey.dialect.postgresql.PostgresqlDialect;
import dev.garganey.dialect.sqlite.SqliteDialect;
import dev.garganey.model.Product;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Dialects is the one list of dialects. None is made before it is asked for. */
public final class Dialects {
  private Dialects() {}

  /** The dialect of a product. */
  public static Dialect of(Product product) {
    return switch (product) {
      case SQLITE -> new SqliteDialect();
      case POSTGRESQL -> new PostgresqlDialect();
    };
  }

  /**
   * The dialect that a JDBC URL is for.
   *
   * @throws IllegalArgumentException if there is none; the message lists the products
   */
  public static Dialect accepting(ConnectionTarget target) {
    for (Product product : Product.values()) {
      // The sub-protocol of a JDBC URL is the product's name; only that dialect's class is loaded.
      if (target
          .url()
          .startsWith("jdbc:" + product.name().toLowerCase(java.util.Locale.ROOT) + ":")) {
        return of(product);
      }
    }
    throw new IllegalArgumentException(
        "`"
            + target.shown()
            + "` is no URL of a database that Garganey knows; they are "
            + Arrays.stream(Product.values()).map(Product::title).collect(Collectors.joining(", "))
            + ", as in jdbc:sqlite:app.db");
  }
}
