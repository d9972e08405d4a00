package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.Function;
import dev.garganey.model.Index;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SetTableOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Creation lists the operations that make a schema out of nothing, in an order that works: each
 * object after what it needs, and what would close a circle at the end.
 */
public final class Creation {
  private final Schema schema;
  private final Needs needs;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Operation> lateIndexes = new ArrayList<>();
  private final List<Operation> lateConstraints = new ArrayList<>();
  private final Set<ObjectRef> made = new HashSet<>();

  /** Functions whose body names what could not come before them. */
  private final Set<ObjectRef> early = new HashSet<>();

  private final Set<ObjectRef> neededNatives = new HashSet<>();

  private Creation(Schema schema) {
    this.schema = schema;
    this.needs = new Needs(schema);
  }

  /** The operations, whose folding over nothing gives {@code schema}. */
  public static List<Operation> of(Schema schema) {
    return planned(schema).operations();
  }

  /**
   * The same for a schema that a database has. It bears functions that a body of text no longer
   * fits, because what that names is gone; so they are taken as they are, as its own dump does.
   */
  public static List<Operation> ofLive(Schema schema) {
    return of(schema).stream().map(Creation::asItIs).toList();
  }

  private static Operation asItIs(Operation operation) {
    return operation instanceof CreateFunction made
            && Needs.hasTextBody(made.function().definition())
        ? new CreateFunction(made.function(), made.replace(), true)
        : operation;
  }

  /** The operations, with what is known of each. */
  static Creation planned(Schema schema) {
    Creation creation = new Creation(schema);
    creation.run();
    return creation;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Whether it makes a native object that nothing else needs: such come after all options. */
  boolean isAfterOptions(Operation operation) {
    return operation instanceof CreateNative made && !neededNatives.contains(made.object().ref());
  }

  private void run() {
    schema.schemas().forEach(s -> emit(ObjectRef.schema(s), new CreateSchema(s)));
    neededNatives.addAll(neededNatives());
    makeObjects();
    operations.addAll(lateIndexes);
    operations.addAll(lateConstraints);
    ownSequences();
    makeTriggers();
    makeLateOptions();
    Sorting rest = new Sorting();
    schema.natives().stream()
        .filter(n -> !neededNatives.contains(n.ref()))
        .forEach(
            n ->
                rest.add(
                    n.ref(), needs.certain(n), Set.of(), () -> emit(n.ref(), new CreateNative(n))));
    rest.run(ref -> {});
  }

  private void emit(ObjectRef ref, Operation operation) {
    operations.add(operation);
    made.add(ref);
  }

  /** The native objects that something else needs, directly or not; all others come last. */
  private Set<ObjectRef> neededNatives() {
    Deque<ObjectRef> open = new ArrayDeque<>();
    wantedByOthers().forEach(open::add);
    Set<ObjectRef> needed = new HashSet<>();
    while (!open.isEmpty()) {
      ObjectRef ref = open.pop();
      Optional<NativeObject> found = schema.findNative(ref);
      if (found.isPresent() && needed.add(ref)) {
        open.addAll(needs.certain(found.get()));
      }
    }
    return needed;
  }

  private Set<ObjectRef> wantedByOthers() {
    Set<ObjectRef> wanted = new HashSet<>();
    schema.extensions().forEach(e -> wanted.addAll(needs.certain(ObjectRef.extension(e.name()))));
    schema.enums().forEach(e -> wanted.addAll(needs.certain(ObjectRef.type(e.name()))));
    schema.domains().forEach(d -> wanted.addAll(needs.certain(ObjectRef.type(d.name()))));
    schema.domains().forEach(d -> wanted.addAll(needs.likely(d)));
    schema.functions().forEach(f -> wanted.addAll(needs.certain(ref(f))));
    schema.functions().forEach(f -> wanted.addAll(needs.likely(f)));
    schema.sequences().forEach(s -> wanted.addAll(needs.certain(ObjectRef.sequence(s.name()))));
    for (Table table : schema.tables()) {
      wanted.addAll(needs.certain(table));
      wanted.addAll(needs.likely(table));
      wanted.addAll(needs.parts(table));
      wanted.addAll(needs.certain(new ObjectRef("options", table.name().toString())));
    }
    for (View view : schema.views()) {
      wanted.addAll(needs.certain(ObjectRef.view(view.name())));
      wanted.addAll(needs.likely(view));
      view.indexes().forEach(i -> wanted.addAll(needs.index(view.name(), i)));
    }
    return wanted;
  }

  private static ObjectRef ref(Function function) {
    return ObjectRef.function(function.signature());
  }

  private void makeObjects() {
    Sorting sorting = new Sorting();
    schema
        .extensions()
        .forEach(
            e -> add(sorting, ObjectRef.extension(e.name()), Set.of(), new CreateExtension(e)));
    schema
        .enums()
        .forEach(e -> add(sorting, ObjectRef.type(e.name()), Set.of(), new CreateEnum(e)));
    schema
        .domains()
        .forEach(d -> add(sorting, ObjectRef.type(d.name()), needs.likely(d), new CreateDomain(d)));
    schema
        .sequences()
        .forEach(
            s ->
                add(
                    sorting,
                    ObjectRef.sequence(s.name()),
                    Set.of(),
                    new CreateSequence(unowned(s))));
    for (Function function : schema.functions()) {
      sorting.add(
          ref(function), needs.certain(function), needs.likely(function), () -> make(function));
    }
    for (Table table : schema.tables()) {
      sorting.add(
          ObjectRef.table(table.name()), needs.certain(table), likely(table), () -> make(table));
    }
    for (View view : schema.views()) {
      ObjectRef ref = ObjectRef.view(view.name());
      sorting.add(ref, needs.certain(ref), needs.likely(view), () -> make(view));
    }
    schema.natives().stream()
        .filter(n -> neededNatives.contains(n.ref()))
        .forEach(
            n ->
                sorting.add(
                    n.ref(), needs.certain(n), Set.of(), () -> emit(n.ref(), new CreateNative(n))));
    sorting.run(early::add);
  }

  private void add(
      Sorting sorting, ObjectRef ref, Collection<ObjectRef> likely, Operation operation) {
    sorting.add(ref, needs.certain(ref), likely, () -> emit(ref, operation));
  }

  private static Sequence unowned(Sequence sequence) {
    return new Sequence(
        sequence.name(), sequence.type(), sequence.options(), Optional.empty(), sequence.comment());
  }

  private void make(Function function) {
    emit(ref(function), new CreateFunction(function, false, isUnchecked(function)));
  }

  /**
   * Whether a function's body may name what is not there yet, or what is found only from where it
   * will be called: the objects of a schema that is not searched by default.
   */
  private boolean isUnchecked(Function function) {
    return early.contains(ref(function))
        || function.name().schema().isPresent()
        || schema.extensions().stream().anyMatch(e -> e.schema().isPresent())
        || needs.likely(function).stream().anyMatch(needs::isElsewhere);
  }

  /** What the parts of a table need: those whose needs are not met in time come later. */
  private Set<ObjectRef> likely(Table table) {
    Set<ObjectRef> all = new HashSet<>(needs.likely(table));
    all.addAll(needs.parts(table));
    return all;
  }

  private void make(Table table) {
    made.add(ObjectRef.table(table.name()));
    List<Constraint> now = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (canBeMade(table, constraint)) {
        now.add(constraint);
      } else {
        lateConstraints.add(new AddConstraint(table.name(), constraint));
      }
    }
    List<Index> indexes = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (isMade(needs.index(table.name(), index))) {
        indexes.add(index);
      } else {
        lateIndexes.add(new CreateIndex(table.name(), index, false));
      }
    }
    Map<String, String> options = new TreeMap<>(table.options());
    options.keySet().removeAll(table.lateOptions().keySet());
    operations.add(
        new CreateTable(
            table
                .withConstraints(now)
                .withIndexes(indexes)
                .withTriggers(List.of())
                .withOptions(options)));
  }

  private boolean canBeMade(Table table, Constraint constraint) {
    if (constraint instanceof Constraint.ForeignKey key
        && schema.findTable(key.references()).isPresent()
        && !made.contains(ObjectRef.table(key.references()))) {
      return false;
    }
    return isMade(needs.constraint(table.name(), constraint));
  }

  private boolean isMade(Set<ObjectRef> wanted) {
    return wanted.stream().allMatch(r -> made.contains(r) || !exists(r));
  }

  /** Whether a reference means something that this makes; a database may tell of more. */
  private boolean exists(ObjectRef ref) {
    return switch (ref.kind()) {
      case "table" -> schema.findTable(ObjectName.parse(ref.name())).isPresent();
      case "view" -> schema.findView(ObjectName.parse(ref.name())).isPresent();
      case "function" -> schema.findFunction(ref.name()).isPresent();
      default -> schema.findNative(ref).isPresent();
    };
  }

  private void make(View view) {
    emit(
        ObjectRef.view(view.name()),
        new CreateView(view.withIndexes(List.of()).withTriggers(List.of())));
    for (Index index : view.indexes()) {
      Operation operation = new CreateIndex(view.name(), index, false);
      (isMade(needs.index(view.name(), index)) ? operations : lateIndexes).add(operation);
    }
  }

  private void ownSequences() {
    schema.sequences().stream()
        .filter(s -> s.ownedBy().isPresent())
        .forEach(s -> operations.add(new AlterSequence(s.name(), s.options(), s.ownedBy())));
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

  private void makeLateOptions() {
    for (Table table : schema.tables()) {
      if (!table.lateOptions().isEmpty()) {
        operations.add(new SetTableOptions(table.name(), table.lateOptions()));
      }
    }
  }
}
