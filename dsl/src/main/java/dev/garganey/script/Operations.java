package dev.garganey.script;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.operation.DataCode;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Operations gathers the operations of an {@code up} or {@code down} block. Each is built at the
 * block's end, when all words that follow it have been said.
 */
final class Operations {
  private final Evaluation evaluation;
  private final Map<ObjectName, Table> created;
  private final List<Pending> pending = new ArrayList<>();

  /**
   * @param created the tables that the script has created so far
   */
  Operations(Evaluation evaluation, Map<ObjectName, Table> created) {
    this.evaluation = evaluation;
    this.created = created;
  }

  Operations(Evaluation evaluation) {
    this(evaluation, new HashMap<>());
  }

  void add(Set<Product> only, Supplier<List<? extends Operation>> build) {
    add(only, evaluation.here(), Optional.empty(), build);
  }

  void add(
      Set<Product> only,
      SourcePosition at,
      Optional<DataCode> code,
      Supplier<List<? extends Operation>> build) {
    pending.add(new Pending(at, only, code, build));
  }

  void noteCreated(Table table) {
    created.put(table.name(), table);
  }

  Optional<Table> findCreated(ObjectName name) {
    return Optional.ofNullable(created.get(name));
  }

  /** The steps; an operation that makes no sense is noted as a mistake where it stands. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Pending one : pending) {
      try {
        for (Operation operation : one.build().get()) {
          steps.add(new Step(operation, one.at(), one.only(), one.code()));
        }
      } catch (SchemaMistake mistake) {
        evaluation.note(one.at(), mistake.getMessage(), Optional.empty());
      }
    }
    return steps;
  }

  private record Pending(
      SourcePosition at,
      Set<Product> only,
      Optional<DataCode> code,
      Supplier<List<? extends Operation>> build) {}
}
