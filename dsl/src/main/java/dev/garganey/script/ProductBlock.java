package dev.garganey.script;

import dev.garganey.model.Product;
import groovy.lang.Closure;

/**
 * ProductBlock is {@code SQLITE { … }}, the last part of {@code only POSTGRESQL, SQLITE { … }},
 * which Groovy reads as a call.
 */
final class ProductBlock {
  private final Product product;
  private final Closure<?> block;

  ProductBlock(Evaluation evaluation, Product product, Closure<?> block) {
    this.product = product;
    this.block = block;
  }

  Product product() {
    return product;
  }

  Closure<?> block() {
    return block;
  }
}
