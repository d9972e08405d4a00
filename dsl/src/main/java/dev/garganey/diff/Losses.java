package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.EnumType;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Losses finds the views, triggers and functions that must go before tables change: those that are
 * not wanted, those that are wanted differently, and those that stand on what changes beneath them.
 * The wanted ones among them are made again afterwards.
 */
final class Losses {
  private static final Set<String> RELATIONS =
      Set.of("table", "view", "column", "index", "constraint", "trigger");

  /** What new objects would take on beside what is said of them; none must be there meanwhile. */
  private static final String DEFAULT_PRIVILEGES = "defaultPrivileges";

  private final Schema now;
  private final Schema target;
  private final DiffRules rules;
  private final Mentions mentions = new Mentions();
  private final Set<ObjectName> views = new LinkedHashSet<>();
  private final Set<String> functions = new LinkedHashSet<>();

  /** Table to its columns that go or get another type; an empty set where the table goes. */
  private final Map<ObjectName, Set<String>> touched = new HashMap<>();

  /** The names of functions that go; views and triggers may call them. */
  private final Set<String> functionNames = new HashSet<>();

  private Losses(Schema now, Schema target, DiffRules rules) {
    this.now = now;
    this.target = target;
    this.rules = rules;
  }

  static Losses of(Schema now, Schema target, DiffRules rules) {
    Losses losses = new Losses(now, target, rules);
    losses.findTouched();
    losses.findFunctions();
    losses.findViews();
    return losses;
  }

  /** The views that go, those that others read last. */
  List<View> views() {
    Schema going = Schema.EMPTY;
    for (ObjectName name : views) {
      going = going.with(now.view(name).withTriggers(List.of()).withIndexes(List.of()));
    }
    List<View> ordered = new ArrayList<>();
    for (Operation operation : Creation.of(going.withDependencies(needs(going)))) {
      if (operation instanceof CreateView made) {
        ordered.add(0, made.view());
      }
    }
    return ordered;
  }

  /** What the database told of the needs of these views. */
  private Map<ObjectRef, Collection<ObjectRef>> needs(Schema going) {
    Map<ObjectRef, Collection<ObjectRef>> needs = new HashMap<>();
    for (View view : going.views()) {
      ObjectRef ref = ObjectRef.view(view.name());
      now.dependenciesOf(ref).ifPresent(n -> needs.put(ref, n));
    }
    return needs;
  }

  /**
   * The native objects that go before anything else does: those that are not wanted so and stand on
   * tables or views, and those that stand on what changes.
   */
  List<NativeObject> natives() {
    Schema going = Schema.EMPTY;
    boolean makes = makesOrDrops();
    for (NativeObject object : now.natives()) {
      Optional<NativeObject> wanted = target.findNative(object.ref());
      boolean changed = wanted.isPresent() && !wanted.get().equals(object);
      boolean gone = wanted.isEmpty() && standsOnRelation(object);
      boolean intervenes = makes && object.kind().equals(DEFAULT_PRIVILEGES);
      if (changed || gone || intervenes || stands(object.create(), owner(object))) {
        going = going.with(object);
      }
    }
    List<NativeObject> ordered = new ArrayList<>();
    for (Operation operation : Creation.of(going)) {
      if (operation instanceof CreateNative made) {
        ordered.add(0, made.object());
      }
    }
    return ordered;
  }

  /** Whether anything comes or goes, or does both. */
  private boolean makesOrDrops() {
    return !views.isEmpty() || !functions.isEmpty() || !names(now).equals(names(target));
  }

  private static Set<String> names(Schema schema) {
    Set<String> names = new HashSet<>();
    schema.tables().forEach(t -> names.add("table " + t.name()));
    schema.views().forEach(v -> names.add("view " + v.name()));
    schema.sequences().forEach(s -> names.add("sequence " + s.name()));
    schema.functions().forEach(f -> names.add("function " + f.signature()));
    schema.enums().forEach(e -> names.add("type " + e.name()));
    schema.domains().forEach(d -> names.add("type " + d.name()));
    schema.schemas().forEach(s -> names.add("schema " + s));
    return names;
  }

  private static ObjectName owner(NativeObject object) {
    return object
        .partOf()
        .filter(o -> o.kind().equals("table") || o.kind().equals("view"))
        .map(o -> ObjectName.parse(o.name()))
        .orElseGet(() -> ObjectName.of("\u0001"));
  }

  /** Whether it needs a table or view, or is part of one. */
  static boolean standsOnRelation(NativeObject object) {
    Set<ObjectRef> needs = new HashSet<>(object.dependsOn());
    object.partOf().ifPresent(needs::add);
    return needs.stream().anyMatch(r -> RELATIONS.contains(r.kind()));
  }

  /** The functions that go at once, since one of the same name comes. */
  List<Function> functions() {
    return functions.stream().map(s -> now.findFunction(s).orElseThrow()).toList();
  }

  /** The triggers of a table or view that go; those of a view that goes are gone with it. */
  List<Trigger> triggers(ObjectName owner, List<Trigger> there, List<Trigger> wanted) {
    if (views.contains(owner)) {
      return List.of();
    }
    return there.stream()
        .filter(t -> !wanted.contains(t) || stands(t.definition(), owner))
        .toList();
  }

  private void findTouched() {
    Set<ObjectName> replaced = new HashSet<>();
    for (EnumType type : now.enums()) {
      if (target.findEnum(type.name()).filter(t -> EnumChanges.isReplaced(type, t)).isPresent()) {
        replaced.add(type.name());
      }
    }
    for (Table table : now.tables()) {
      Optional<Table> wanted = target.findTable(table.name());
      if (wanted.isEmpty()) {
        touched.put(table.name(), Set.of());
        continue;
      }
      Set<String> columns = new HashSet<>();
      for (Column column : table.columns()) {
        boolean stays =
            wanted
                .get()
                .findColumn(column.name())
                .filter(w -> w.type().equals(column.type()))
                .filter(w -> w.collation().equals(column.collation()))
                .filter(w -> !ColumnDifference.isReplaced(column, w))
                .isPresent();
        if (!stays || replaced.stream().anyMatch(e -> EnumChanges.uses(column.type(), e))) {
          columns.add(column.name());
        }
      }
      if (!columns.isEmpty()) {
        touched.put(table.name(), columns);
      }
    }
  }

  private void findFunctions() {
    Set<ObjectName> coming = new HashSet<>();
    for (Function function : target.functions()) {
      if (now.findFunction(function.signature()).isEmpty()) {
        coming.add(function.name());
      }
    }
    for (Function function : now.functions()) {
      Optional<Function> wanted = target.findFunction(function.signature());
      boolean goes =
          wanted.isEmpty()
              ? coming.contains(function.name())
              : !wanted.get().equals(function) && !replaces(function, wanted.get());
      if (goes) {
        functions.add(function.signature());
        functionNames.add(function.name().name());
      }
    }
  }

  private boolean replaces(Function old, Function wanted) {
    return old.definition().equals(wanted.definition()) || rules.canReplace(old, wanted);
  }

  private void findViews() {
    for (View view : now.views()) {
      Optional<View> wanted = target.findView(view.name());
      boolean stays =
          wanted.isPresent() && (same(view, wanted.get()) || rules.canReplace(view, wanted.get()));
      if (!stays || stands(view.definition(), view.name())) {
        views.add(view.name());
      }
    }
    // What reads a view that goes must go before it.
    boolean more = !views.isEmpty();
    while (more) {
      more = false;
      for (View view : now.views()) {
        if (!views.contains(view.name())
            && views.stream().anyMatch(v -> mentions.of(view.definition(), v.name()))) {
          views.add(view.name());
          more = true;
        }
      }
    }
  }

  /** Whether two views are the same but for what can be changed of a view that stays. */
  static boolean same(View one, View other) {
    return bare(one).equals(bare(other));
  }

  private static View bare(View view) {
    return view.withIndexes(List.of()).withTriggers(List.of()).withComment(Optional.empty());
  }

  /** Whether a query or body stands on something that is changed or goes. */
  private boolean stands(String sql, ObjectName owner) {
    for (String function : functionNames) {
      if (mentions.of(sql, function)) {
        return true;
      }
    }
    for (Map.Entry<ObjectName, Set<String>> entry : touched.entrySet()) {
      boolean meant = entry.getKey().equals(owner) || mentions.of(sql, entry.getKey().name());
      if (meant
          && (entry.getValue().isEmpty()
              || mentions.ofAllColumns(sql)
              || entry.getValue().stream().anyMatch(c -> mentions.of(sql, c)))) {
        return true;
      }
    }
    return false;
  }
}
