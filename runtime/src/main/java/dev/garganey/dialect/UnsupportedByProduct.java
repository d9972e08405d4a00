package dev.garganey.dialect;

import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;

/** UnsupportedByProduct says that a product has no such thing, and what to write instead. */
public final class UnsupportedByProduct extends SchemaMistake {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is not to be had.
   *
   * @param what in the plural: sequences, domains
   * @param remedy what the user can write instead, one clause
   */
  public UnsupportedByProduct(Product product, String what, String remedy) {
    super(product.title() + " has no " + what + "; " + remedy);
  }
}
