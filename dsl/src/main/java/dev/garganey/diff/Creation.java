package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Creation lists the operations that make a schema out of nothing, in an order that works: each
 * object after what it refers to, and foreign keys that close a circle at the end.
 */
public final class Creation {
  private final Schema schema;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Operation> late = new ArrayList<>();
  private final Set<ObjectName> made = new HashSet<>();
  private final Set<ObjectName> visiting = new HashSet<>();

  private Creation(Schema schema) {
    this.schema = schema;
  }

  /** The operations, whose folding over nothing gives {@code schema}. */
  public static List<Operation> of(Schema schema) {
    Creation creation = new Creation(schema);
    creation.run();
    return creation.operations;
  }

  private void run() {
    schema.schemas().forEach(s -> operations.add(new CreateSchema(s)));
    schema.extensions().forEach(e -> operations.add(new CreateExtension(e)));
    schema.enums().forEach(e -> operations.add(new CreateEnum(e)));
    schema.domains().forEach(d -> operations.add(new CreateDomain(d)));
    schema.sequences().stream()
        .filter(s -> s.ownedBy().isEmpty())
        .forEach(s -> operations.add(new CreateSequence(s)));
    schema.functions().forEach(f -> operations.add(new CreateFunction(f, false)));
    schema.tables().forEach(this::make);
    operations.addAll(late);
    schema.sequences().stream()
        .filter(s -> s.ownedBy().isPresent())
        .forEach(s -> operations.add(new CreateSequence(s)));
    makeViews();
    makeTriggers();
  }

  private void make(Table table) {
    if (made.contains(table.name()) || !visiting.add(table.name())) {
      return;
    }
    List<Constraint> now = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key
          && !key.references().equals(table.name())) {
        schema.findTable(key.references()).ifPresent(this::make);
        if (!made.contains(key.references()) && schema.findTable(key.references()).isPresent()) {
          late.add(new AddConstraint(table.name(), key));
          continue;
        }
      }
      now.add(constraint);
    }
    visiting.remove(table.name());
    made.add(table.name());
    operations.add(new CreateTable(table.withConstraints(now).withTriggers(List.of())));
  }

  /** Views may read views: a view whose query names another one comes after it. */
  private void makeViews() {
    Map<ObjectName, View> rest = new LinkedHashMap<>();
    schema.views().forEach(v -> rest.put(v.name(), v));
    Map<ObjectName, Set<String>> words = new TreeMap<>();
    rest.values().forEach(v -> words.put(v.name(), words(v.definition())));
    while (!rest.isEmpty()) {
      List<View> ready =
          rest.values().stream()
              .filter(
                  v ->
                      rest.keySet().stream()
                          .noneMatch(
                              o ->
                                  !o.equals(v.name())
                                      && words
                                          .get(v.name())
                                          .contains(o.name().toLowerCase(Locale.ROOT))))
              .toList();
      // A circle can only be one of words that are no references; then any order does.
      List<View> next = ready.isEmpty() ? List.copyOf(rest.values()) : ready;
      for (View view : next) {
        rest.remove(view.name());
        operations.add(new CreateView(view.withIndexes(List.of()).withTriggers(List.of())));
        for (Index index : view.indexes()) {
          operations.add(new CreateIndex(view.name(), index, false));
        }
      }
    }
  }

  private static Set<String> words(String sql) {
    return new HashSet<>(List.of(sql.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+")));
  }

  private void makeTriggers() {
    for (Table table : schema.tables()) {
      for (Trigger trigger : table.triggers()) {
        operations.add(new CreateTrigger(table.name(), trigger));
      }
    }
    for (View view : schema.views()) {
      for (Trigger trigger : view.triggers()) {
        operations.add(new CreateTrigger(view.name(), trigger));
      }
    }
  }
}
