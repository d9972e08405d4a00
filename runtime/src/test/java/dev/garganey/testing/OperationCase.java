package dev.garganey.testing;

import dev.garganey.model.Product;
import dev.garganey.operation.Operation;
import java.util.List;
import java.util.Set;

/**
 * OperationCase is one operation to take through its life: apply, inspect, undo, apply again.
 *
 * @param setup what the database has before, rows included
 * @param products the products that can do it
 * @param rewritten whether the server keeps other words than it was given, so that what it shows
 *     can only be compared with what it shows of another database of the same schema
 * @param oneWay whether nothing undoes it
 * @param reordered whether the inverse puts the parts of a table back in another order
 */
public record OperationCase(
    String name,
    List<Operation> setup,
    Operation operation,
    Set<Product> products,
    boolean rewritten,
    boolean oneWay,
    boolean reordered) {

  static OperationCase of(String name, Operation operation, List<Operation> setup) {
    return new OperationCase(
        name, List.copyOf(setup), operation, Set.of(Product.values()), false, false, false);
  }

  OperationCase on(Product product) {
    return new OperationCase(name, setup, operation, Set.of(product), rewritten, oneWay, reordered);
  }

  OperationCase rewrittenByServer() {
    return new OperationCase(name, setup, operation, products, true, oneWay, reordered);
  }

  OperationCase withoutInverse() {
    return new OperationCase(name, setup, operation, products, rewritten, true, reordered);
  }

  OperationCase comingBackReordered() {
    return new OperationCase(name, setup, operation, products, rewritten, oneWay, true);
  }

  @Override
  public String toString() {
    return name;
  }
}
