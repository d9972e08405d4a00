package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Losses finds what must go before tables change: the views, triggers, functions and native objects
 * that are not wanted, those that are wanted differently, and those that stand on what changes or
 * goes beneath them. The wanted ones among them are made again afterwards.
 *
 * <p>What stands on what is told by the database, where it was asked; else, and beside that, a name
 * that is a word of an object's SQL counts, so that too much is taken away rather than too little.
 */
final class Losses {
  private static final Set<String> RELATIONS =
      Set.of("table", "view", "column", "index", "constraint", "trigger");

  /** What new objects would take on beside what is said of them; none must be there meanwhile. */
  private static final String DEFAULT_PRIVILEGES = "defaultPrivileges";

  private static final ObjectName NOBODY = ObjectName.of("\u0001");

  private final Schema now;
  private final Schema target;
  private final DiffRules rules;
  private final Mentions mentions = new Mentions();
  private final Set<ObjectName> views = new LinkedHashSet<>();
  private final Set<String> functions = new LinkedHashSet<>();
  private final Set<ObjectRef> natives = new LinkedHashSet<>();

  /** Table to its columns that go or get another type; an empty set where the table goes. */
  private final Map<ObjectName, Set<String>> touched = new HashMap<>();

  /** All that goes, if only for a while. */
  private final Set<ObjectRef> going = new HashSet<>();

  /** The names by which SQL would call what goes, but for tables and views. */
  private final Set<String> goingNames = new HashSet<>();

  private Losses(Schema now, Schema target, DiffRules rules) {
    this.now = now;
    this.target = target;
    this.rules = rules;
  }

  static Losses of(Schema now, Schema target, DiffRules rules) {
    Losses losses = new Losses(now, target, rules);
    losses.findTouched(losses.replacedTypes());
    losses.findFunctions();
    losses.findNatives();
    losses.findViews();
    losses.spread();
    losses.findPrivileges();
    return losses;
  }

  /** The views, functions and native objects that go, as a schema of their own. */
  Schema departing() {
    Schema departing = Schema.EMPTY;
    Map<ObjectRef, Collection<ObjectRef>> needs = new HashMap<>();
    for (ObjectName name : views) {
      departing = departing.with(now.view(name).withTriggers(List.of()).withIndexes(List.of()));
      tell(ObjectRef.view(name), needs);
    }
    for (String signature : functions) {
      departing = departing.with(now.findFunction(signature).orElseThrow());
      tell(ObjectRef.function(signature), needs);
    }
    for (ObjectRef ref : natives) {
      departing = departing.with(now.findNative(ref).orElseThrow());
      tell(ref, needs);
    }
    return departing.withDependencies(needs);
  }

  private void tell(ObjectRef ref, Map<ObjectRef, Collection<ObjectRef>> needs) {
    now.dependenciesOf(ref).ifPresent(n -> needs.put(ref, n));
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

  /** Whether it needs a table or view, is part of one, or needs what does. */
  static boolean standsOnRelation(NativeObject object, Schema schema) {
    return Stream.concat(object.partOf().stream(), object.dependsOn().stream())
        .filter(ref -> !ref.equals(object.ref()))
        .anyMatch(
            ref ->
                RELATIONS.contains(ref.kind())
                    || schema
                        .findNative(ref)
                        .filter(n -> !n.dependsOn().contains(object.ref()))
                        .filter(n -> standsOnRelation(n, schema))
                        .isPresent());
  }

  /** Whether two views are the same but for what can be changed of a view that stays. */
  static boolean same(View one, View other) {
    return bare(one).equals(bare(other));
  }

  private static View bare(View view) {
    return view.withIndexes(List.of()).withTriggers(List.of()).withComment(Optional.empty());
  }

  /** Whether a view goes, if only for a while, with all that it has. */
  boolean goes(View view) {
    return views.contains(view.name());
  }

  /** Whether an object, or its SQL, needs a function, type or native object that goes. */
  boolean needsGoing(ObjectRef object, String sql) {
    return now.dependenciesOf(object).filter(n -> n.stream().anyMatch(going::contains)).isPresent()
        || namesGoing(sql);
  }

  /** Whether a default calls what goes. */
  boolean needsGoing(Optional<Value> value) {
    return value.filter(v -> v instanceof Value.Expression e && namesGoing(e.sql())).isPresent();
  }

  private boolean namesGoing(String sql) {
    return goingNames.stream().anyMatch(name -> mentions.of(sql, name));
  }

  /** Whether SQL names a function, type or native object that goes, or a column that changes. */
  boolean stands(String sql, ObjectName owner) {
    return namesGoing(sql) || readsTouched(sql, owner);
  }

  private boolean readsTouched(String sql, ObjectName owner) {
    return touched.entrySet().stream().anyMatch(e -> reads(sql, owner, e.getKey(), e.getValue()));
  }

  private boolean reads(String sql, ObjectName owner, ObjectName table, Set<String> columns) {
    return (table.equals(owner) || mentions.of(sql, table.name()))
        && (columns.isEmpty()
            || mentions.ofAllColumns(sql)
            || columns.stream().anyMatch(c -> mentions.of(sql, c)));
  }

  /** Whether a generated column reads one of its table that changes, or calls what goes. */
  boolean standsComputed(ObjectName table, Column column) {
    String sql = column.generated().orElseThrow().expression();
    Set<String> columns = touched.getOrDefault(table, Set.of());
    return namesGoing(sql) || columns.stream().anyMatch(c -> mentions.of(sql, c));
  }

  /** The enums and domains that are made anew under their name. */
  private Set<ObjectName> replacedTypes() {
    Set<ObjectName> replaced = new HashSet<>();
    for (EnumType type : now.enums()) {
      if (target.findEnum(type.name()).filter(t -> EnumChanges.isReplaced(type, t)).isPresent()) {
        replaced.add(type.name());
      }
    }
    DomainChanges.replaced(now, target).stream().map(Domain::name).forEach(replaced::add);
    replaced.forEach(name -> leaves(ObjectRef.type(name), name.name()));
    return replaced;
  }

  private void leaves(ObjectRef ref, String name) {
    going.add(ref);
    goingNames.add(name);
  }

  private void findTouched(Set<ObjectName> replaced) {
    for (Table table : now.tables()) {
      Optional<Table> wanted = target.findTable(table.name());
      if (wanted.isEmpty()) {
        touched.put(table.name(), Set.of());
        going.add(ObjectRef.table(table.name()));
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
                .filter(w -> !ColumnDifference.isReplaced(column, w, rules))
                .isPresent();
        if (!stays || replaced.stream().anyMatch(t -> DomainChanges.uses(column.type(), t))) {
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
        leave(function);
      }
    }
  }

  private boolean replaces(Function old, Function wanted) {
    return old.definition().equals(wanted.definition()) || rules.canReplace(old, wanted);
  }

  private boolean leave(Function function) {
    leaves(ObjectRef.function(function.signature()), function.name().name());
    return functions.add(function.signature());
  }

  /** Those that are not wanted so, and of those that are not wanted what stands on a relation. */
  private void findNatives() {
    for (NativeObject object : now.natives()) {
      Optional<NativeObject> wanted = target.findNative(object.ref());
      boolean changed = wanted.isPresent() && !wanted.get().equals(object);
      if (changed || (wanted.isEmpty() && standsOnRelation(object, now))) {
        leave(object);
      }
    }
  }

  private boolean leave(NativeObject object) {
    going.add(object.ref());
    Needs.word(object).filter(w -> object.partOf().isEmpty()).ifPresent(goingNames::add);
    return natives.add(object.ref());
  }

  private void findViews() {
    for (View view : now.views()) {
      Optional<View> wanted = target.findView(view.name());
      boolean stays =
          wanted.isPresent() && (same(view, wanted.get()) || rules.canReplace(view, wanted.get()));
      if (!stays) {
        leave(view);
      }
    }
  }

  private boolean leave(View view) {
    going.add(ObjectRef.view(view.name()));
    return views.add(view.name());
  }

  /** What stands on something that goes must go before it. */
  private void spread() {
    boolean more = true;
    while (more) {
      more = spreadColumns();
      for (Function function : now.functions()) {
        more |= !functions.contains(function.signature()) && stands(function) && leave(function);
      }
      for (NativeObject object : now.natives()) {
        more |= !natives.contains(object.ref()) && stands(object) && leave(object);
      }
      for (View view : now.views()) {
        more |= !views.contains(view.name()) && stands(view) && leave(view);
      }
    }
  }

  /** A generated column comes again after what it reads. */
  private boolean spreadColumns() {
    boolean more = false;
    for (Table table : rules.bindsExpressions() ? now.tables() : List.<Table>of()) {
      for (Column column : table.columns()) {
        boolean stays =
            target.findTable(table.name()).isPresent()
                && column.generated().isPresent()
                && !touched.getOrDefault(table.name(), Set.of()).contains(column.name());
        if (stays && standsComputed(table.name(), column)) {
          touched.computeIfAbsent(table.name(), t -> new HashSet<>()).add(column.name());
          more = true;
        }
      }
    }
    return more;
  }

  /** A body that is a text stands on nothing; one that is SQL does, and what a head names. */
  private boolean stands(Function function) {
    if (!rules.bindsExpressions()) {
      return false;
    }
    boolean text = Needs.hasTextBody(function.definition());
    boolean all = !text || function.kind().equals("AGGREGATE");
    String sql = all ? function.definition() : Needs.head(function.definition());
    return needsGoing(ObjectRef.function(function.signature()), function.arguments() + "\n" + sql)
        || (!text && readsTouched(sql, NOBODY));
  }

  private boolean stands(NativeObject object) {
    ObjectName owner =
        object
            .partOf()
            .filter(o -> o.kind().equals("table") || o.kind().equals("view"))
            .map(o -> ObjectName.parse(o.name()))
            .orElse(NOBODY);
    return object.dependsOn().stream().anyMatch(this::goesBeneath)
        || stands(object.create(), owner);
  }

  /** What a native object stands on and does not go with by itself. */
  private boolean goesBeneath(ObjectRef ref) {
    return going.contains(ref) && !ref.kind().equals("table") && !ref.kind().equals("view");
  }

  private boolean stands(View view) {
    return needsGoing(ObjectRef.view(view.name()), view.definition())
        || readsTouched(view.definition(), view.name())
        || views.stream().anyMatch(v -> mentions.of(view.definition(), v.name()));
  }

  private void findPrivileges() {
    if (!views.isEmpty() || !functions.isEmpty() || !names(now).equals(names(target))) {
      now.natives().stream()
          .filter(n -> n.kind().equals(DEFAULT_PRIVILEGES))
          .forEach(n -> natives.add(n.ref()));
    }
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
}
