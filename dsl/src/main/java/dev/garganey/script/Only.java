package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Only is what {@code only SQLITE, POSTGRESQL { … }} was given. */
record Only(Set<Product> products, Body block) {
  static Only of(Object... given) {
    Set<Product> products = EnumSet.noneOf(Product.class);
    Optional<Body> block = Optional.empty();
    for (Object item : given) {
      if (item instanceof Product product && block.isEmpty()) {
        products.add(product);
      } else if (item instanceof ProductBlock last && block.isEmpty()) {
        products.add(last.product());
        block = Optional.of(last.block());
      } else if (item instanceof Body body && block.isEmpty() && !products.isEmpty()) {
        block = Optional.of(body);
      } else {
        throw wrong();
      }
    }
    return new Only(products, block.orElseThrow(Only::wrong));
  }

  private static SchemaMistake wrong() {
    return new SchemaMistake(
        "`only` takes products and a block: only "
            + String.join(", ", Arrays.stream(Product.values()).map(Enum::name).toList())
            + " { … }");
  }
}
