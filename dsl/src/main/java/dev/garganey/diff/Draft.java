package dev.garganey.diff;

import dev.garganey.model.Schema;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Draft is a list of operations being written, and the schema as it is after them: whatever an
 * operation takes along or rewrites is seen by those that follow.
 */
final class Draft {
  private final List<Operation> operations = new ArrayList<>();
  private Schema schema;

  Draft(Schema from) {
    this.schema = from;
  }

  Schema schema() {
    return schema;
  }

  List<Operation> operations() {
    return operations;
  }

  /**
   * Writes one more.
   *
   * @throws dev.garganey.model.SchemaMistake if it cannot be applied at this point
   */
  void emit(Operation operation) {
    schema = operation.applyTo(schema);
    operations.add(operation);
  }
}
