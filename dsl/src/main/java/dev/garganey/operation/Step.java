package dev.garganey.operation;

import dev.garganey.model.Product;
import java.util.Optional;
import java.util.Set;

/**
 * Step is an operation as a migration has it: where it is written, and on which products it runs.
 *
 * @param only the products it is for; empty for all
 * @param code the code of a {@link RunCode}, empty for all else and when read from history
 */
public record Step(
    Operation operation, SourcePosition at, Set<Product> only, Optional<DataCode> code) {
  public Step {
    only = Set.copyOf(only);
  }

  /** A step for all products. */
  public static Step of(Operation operation, SourcePosition at) {
    return new Step(operation, at, Set.of(), Optional.empty());
  }

  /** Whether it runs on this product. */
  public boolean isFor(Product product) {
    return only.isEmpty() || only.contains(product);
  }
}
