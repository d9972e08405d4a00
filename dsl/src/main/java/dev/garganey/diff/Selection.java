package dev.garganey.diff;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.Constraint;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Selection takes a part of a schema that can stand alone: the tables and views that are wanted,
 * with the types, functions and sequences that they need. What cannot do without a table or view
 * that was left out is left out as well, and told.
 */
public final class Selection {
  private final Schema whole;
  private final Needs needs;
  private final Set<ObjectRef> gone = new HashSet<>();
  private final Set<ObjectRef> kept = new TreeSet<>();
  private final List<String> leftOut = new ArrayList<>();

  private Selection(Schema whole) {
    this.whole = whole;
    this.needs = new Needs(whole);
  }

  /**
   * Selected is a part of a schema.
   *
   * @param leftOut what was left out though nobody asked for it, and why, each a sentence
   */
  public record Selected(Schema schema, List<String> leftOut) {
    public Selected {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * The part of {@code schema} that is wanted.
   *
   * @param relations whether a table or view is wanted
   * @param others whether any other object is wanted that no wanted table or view needs; asked with
   *     the schema that it is in, if it is in one
   */
  public static Selected of(
      Schema schema, Predicate<ObjectName> relations, Predicate<Optional<String>> others) {
    return new Selection(schema).select(relations, others);
  }

  private Selected select(Predicate<ObjectName> relations, Predicate<Optional<String>> others) {
    whole.tables().forEach(t -> choose(ObjectRef.table(t.name()), relations.test(t.name())));
    whole.views().forEach(v -> choose(ObjectRef.view(v.name()), relations.test(v.name())));
    chooseOthers(others);
    leaveOutDependants();
    keepWhatIsNeeded();
    return new Selected(schema(), leftOut);
  }

  private void choose(ObjectRef ref, boolean wanted) {
    (wanted ? kept : gone).add(ref);
  }

  private void chooseOthers(Predicate<Optional<String>> wanted) {
    whole.enums().stream()
        .filter(e -> wanted.test(e.name().schema()))
        .forEach(e -> kept.add(ObjectRef.type(e.name())));
    whole.domains().stream()
        .filter(d -> wanted.test(d.name().schema()))
        .forEach(d -> kept.add(ObjectRef.type(d.name())));
    whole.functions().stream()
        .filter(f -> wanted.test(f.name().schema()))
        .forEach(f -> kept.add(ref(f)));
    whole.extensions().stream()
        .filter(e -> wanted.test(e.schema()))
        .forEach(e -> kept.add(ObjectRef.extension(e.name())));
    whole.schemas().stream()
        .filter(s -> wanted.test(Optional.of(s)))
        .forEach(s -> kept.add(ObjectRef.schema(s)));
    for (Sequence sequence : whole.sequences()) {
      boolean ofTable = sequence.ownedBy().isPresent();
      if (ofTable
          ? sequence.ownedBy().filter(this::isKept).isPresent()
          : wanted.test(sequence.name().schema())) {
        kept.add(ObjectRef.sequence(sequence.name()));
      }
    }
    for (NativeObject object : whole.natives()) {
      if (object.partOf().isEmpty() && wanted.test(schemaOf(object))) {
        kept.add(object.ref());
      }
    }
  }

  private boolean isKept(ColumnRef column) {
    return kept.contains(ObjectRef.table(column.table()));
  }

  private static ObjectRef ref(Function function) {
    return ObjectRef.function(function.signature());
  }

  /** The schema that its name begins with, if that is one. */
  private Optional<String> schemaOf(NativeObject object) {
    return whole.schemas().stream()
        .filter(s -> object.name().startsWith(ObjectName.of(s) + "."))
        .findFirst();
  }

  // --- What goes with what
  // ------------------------------------------------------------------------

  /** Each object that cannot do without one that is gone is gone itself. */
  private void leaveOutDependants() {
    int before;
    do {
      before = gone.size();
      whole.views().forEach(v -> leaveOut(ObjectRef.view(v.name()), wantedBy(v)));
      whole.tables().forEach(t -> leaveOut(ObjectRef.table(t.name()), needs.certain(t)));
      whole.functions().forEach(f -> leaveOut(ref(f), needs.certain(ref(f))));
      whole.natives().stream()
          .filter(n -> kept.contains(n.ref()))
          .forEach(n -> leaveOut(n.ref(), needs.certain(n)));
    } while (gone.size() > before);
  }

  private Set<ObjectRef> wantedBy(View view) {
    Set<ObjectRef> all = needs.certain(ObjectRef.view(view.name()));
    all.addAll(needs.likely(view));
    return all;
  }

  private void leaveOut(ObjectRef ref, Set<ObjectRef> wanted) {
    Optional<ObjectRef> missing = wanted.stream().filter(gone::contains).sorted().findFirst();
    if (missing.isPresent() && kept.remove(ref)) {
      gone.add(ref);
      leftOut.add("The " + ref + " needs the " + missing.get() + ", and was left out with it");
    }
  }

  private void keepWhatIsNeeded() {
    List<ObjectRef> open = new ArrayList<>(kept);
    Set<ObjectRef> asked = new HashSet<>(open);
    while (!open.isEmpty()) {
      ObjectRef ref = open.remove(open.size() - 1);
      kept.add(ref);
      neededBy(ref).stream().filter(r -> !gone.contains(r) && asked.add(r)).forEach(open::add);
    }
  }

  private Set<ObjectRef> neededBy(ObjectRef ref) {
    Set<ObjectRef> all = needs.certain(ref);
    whole.findNative(ref).ifPresent(n -> all.addAll(needs.certain(n)));
    whole.findFunction(ref.name()).ifPresent(f -> all.addAll(needs.likely(f)));
    switch (ref.kind()) {
      case "table" -> {
        Table table = whole.table(ObjectName.parse(ref.name()));
        all.addAll(needs.parts(table));
        all.addAll(needs.certain(new ObjectRef("options", ref.name())));
        all.addAll(needs.certain(table));
        all.addAll(needs.likely(table));
        schema(table.name()).ifPresent(all::add);
      }
      case "view" -> {
        View view = whole.view(ObjectName.parse(ref.name()));
        all.addAll(needs.likely(view));
        schema(view.name()).ifPresent(all::add);
      }
      case "type", "sequence" -> schema(ObjectName.parse(ref.name())).ifPresent(all::add);
      default -> {}
    }
    all.removeIf(r -> r.kind().equals("table") || r.kind().equals("view"));
    return all;
  }

  private static Optional<ObjectRef> schema(ObjectName name) {
    return name.schema().map(ObjectRef::schema);
  }

  // --- The part
  // ------------------------------------------------------------------------------------

  private Schema schema() {
    Schema part = Schema.EMPTY;
    for (ObjectRef ref : kept) {
      part = with(part, ref);
    }
    for (NativeObject object : whole.natives()) {
      if (object.partOf().filter(this::isThere).isPresent()
          && needs.certain(object).stream().noneMatch(gone::contains)) {
        part = part.with(object);
      }
    }
    return part.withDependencies(whole.dependencies());
  }

  private boolean isThere(ObjectRef owner) {
    if (owner.kind().equals("column")) {
      return whole.tables().stream()
          .filter(t -> kept.contains(ObjectRef.table(t.name())))
          .anyMatch(t -> owner.name().startsWith(t.name() + "."));
    }
    return kept.contains(owner)
        || (owner.kind().equals("index")
            && whole
                .ownerOfIndex(ObjectName.parse(owner.name()))
                .filter(
                    t -> !gone.contains(ObjectRef.table(t)) && !gone.contains(ObjectRef.view(t)))
                .isPresent());
  }

  private Schema with(Schema part, ObjectRef ref) {
    String name = ref.name();
    return switch (ref.kind()) {
      case "schema" -> whole.schemas().contains(name) ? part.withSchema(name) : part;
      case "extension" -> whole.findExtension(name).map(part::with).orElse(part);
      case "function" -> whole.findFunction(name).map(part::with).orElse(part);
      case "type" -> {
        ObjectName type = ObjectName.parse(name);
        yield whole
            .findEnum(type)
            .map(part::with)
            .or(() -> whole.findDomain(type).map(part::with))
            .orElse(part);
      }
      case "sequence" ->
          whole
              .findSequence(ObjectName.parse(name))
              .map(s -> part.with(s.ownedBy().filter(o -> !isKept(o)).isEmpty() ? s : unowned(s)))
              .orElse(part);
      case "view" -> part.with(whole.view(ObjectName.parse(name)));
      case "table" -> part.with(withoutLostKeys(whole.table(ObjectName.parse(name))));
      default -> whole.findNative(ref).map(part::with).orElse(part);
    };
  }

  private static Sequence unowned(Sequence sequence) {
    return new Sequence(
        sequence.name(), sequence.type(), sequence.options(), Optional.empty(), sequence.comment());
  }

  private Table withoutLostKeys(Table table) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key
          && gone.contains(ObjectRef.table(key.references()))) {
        leftOut.add(
            "The foreign key `%s(%s)` refers to `%s`, and was left out with it"
                .formatted(table.name(), String.join(", ", key.columns()), key.references()));
      } else {
        constraints.add(constraint);
      }
    }
    return table.withConstraints(constraints);
  }
}
