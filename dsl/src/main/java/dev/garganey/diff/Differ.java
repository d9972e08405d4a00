package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.Operation;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Differ finds the operations that lead from one schema to another: the ones that an author would
 * write, in an order that works.
 *
 * <p>What depends goes first, what is depended on comes first: triggers and views are taken away,
 * then foreign keys, keys and indexes, then tables; then types, functions and tables are made,
 * columns changed, keys and indexes added, and views and triggers made last. Each operation is
 * applied as it is written, so that what it takes along is never asked for twice, and the end is
 * compared with what was wanted.
 */
public final class Differ {
  private final Draft draft;
  private final Schema target;
  private final DiffRules rules;
  private final Answers answers;
  private final List<Question> questions = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Losses losses;

  private Differ(Schema from, Schema to, Answers answers, DiffRules rules) {
    this.draft = new Draft(from);
    this.rules = rules;
    this.answers = answers;
    new Renames(draft, to, answers.hints()).run();
    if (answers.removalsAsked()) {
      Removals removals = new Removals(draft.schema(), to, answers.hints());
      this.target = removals.kept();
      this.questions.addAll(removals.questions());
    } else {
      this.target = to;
    }
    this.losses = Losses.of(draft.schema(), target, rules);
  }

  /**
   * The difference between two schemas in the same words: both from scripts, or both from a
   * database.
   */
  public static Difference diff(Schema from, Schema to, Answers answers, DiffRules rules) {
    Differ differ = new Differ(from, to, answers, rules);
    differ.run();
    return new Difference(differ.draft.operations(), differ.questions, differ.refusals);
  }

  /** The schema once all that the hints say was renamed has its new name. */
  public static Schema renamed(Schema from, Schema to, Hints hints) {
    Draft draft = new Draft(from);
    new Renames(draft, to, hints).run();
    return draft.schema();
  }

  private Schema now() {
    return draft.schema();
  }

  private void run() {
    losses.natives().forEach(this::drop);
    dropTriggers();
    dropViews();
    dropForeignKeys();
    List<TableChanges> changes = changes();
    changes.forEach(TableChanges::dropParts);
    releaseSequences();
    dropTables();
    List<Operation> late = create();
    new EnumChanges(draft, target, rules).run();
    alterSequences();
    for (TableChanges table : changes) {
      // One table after the other, for some products make it anew for all of that.
      table.columns();
      table.addParts();
    }
    late.forEach(draft::emit);
    changes.forEach(TableChanges::addForeignKeys);
    settleViews();
    createTriggers();
    dropRest();
    requireArrival();
  }

  /** Drops it, unless it went with another. */
  private void drop(NativeObject object) {
    if (now().findNative(object.ref()).isPresent()) {
      draft.emit(new DropNative(object.kind(), object.name()));
    }
  }

  private List<TableChanges> changes() {
    List<TableChanges> changes = new ArrayList<>();
    for (Table table : now().tables()) {
      Optional<Table> wanted = target.findTable(table.name());
      if (wanted.isPresent() && !wanted.get().equals(table)) {
        changes.add(
            new TableChanges(draft, target, table.name(), rules, answers, questions, refusals));
      }
    }
    return changes;
  }

  private void dropTriggers() {
    for (Table table : List.copyOf(now().tables())) {
      List<Trigger> wanted = target.findTable(table.name()).map(Table::triggers).orElse(List.of());
      losses
          .triggers(table.name(), table.triggers(), wanted)
          .forEach(t -> draft.emit(new DropTrigger(table.name(), t.name())));
    }
    for (View view : List.copyOf(now().views())) {
      List<Trigger> wanted = target.findView(view.name()).map(View::triggers).orElse(List.of());
      losses
          .triggers(view.name(), view.triggers(), wanted)
          .forEach(t -> draft.emit(new DropTrigger(view.name(), t.name())));
    }
  }

  private void dropViews() {
    losses.views().forEach(v -> draft.emit(new DropView(v.name(), false)));
    losses
        .functions()
        .forEach(f -> draft.emit(new DropFunction(f.name(), f.kind(), f.arguments())));
  }

  /** Drops foreign keys that go, that stand on a key that goes, or whose table goes in a circle. */
  private void dropForeignKeys() {
    Set<ObjectName> going = new HashSet<>();
    now().tables().stream()
        .map(Table::name)
        .filter(t -> target.findTable(t).isEmpty())
        .forEach(going::add);
    for (Table table : List.copyOf(now().tables())) {
      if (table.foreignKeys().isEmpty()) {
        continue;
      }
      Optional<Table> wanted = target.findTable(table.name());
      for (Constraint.ForeignKey key : table.foreignKeys()) {
        boolean gone =
            wanted.isPresent()
                ? going.contains(key.references()) || losesKey(key) || retypes(table, key)
                : !key.references().equals(table.name()) && going.contains(key.references());
        if (gone) {
          draft.emit(new DropConstraint(table.name(), ConstraintRef.to(key), false));
        }
      }
    }
  }

  /** Whether the key that a foreign key stands on is not there, or not the same, in the end. */
  private boolean losesKey(Constraint.ForeignKey key) {
    Optional<Table> parent = now().findTable(key.references());
    Optional<Table> wanted = target.findTable(key.references());
    if (parent.isEmpty() || wanted.isEmpty() || parent.get().equals(wanted.get())) {
      return false;
    }
    Constraint.ForeignKey explicit = (Constraint.ForeignKey) Likeness.explicit(now(), key);
    return parent.get().constraints().stream()
        .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
        .filter(c -> new HashSet<>(c.columns()).equals(new HashSet<>(explicit.referencedColumns())))
        .anyMatch(c -> wanted.get().constraints().stream().noneMatch(w -> sameKey(c, w)));
  }

  private static boolean sameKey(Constraint one, Constraint other) {
    return one.withName(Optional.empty()).equals(other.withName(Optional.empty()));
  }

  /** Whether a column of the key, on either side, gets a type to which it must be converted. */
  private boolean retypes(Table table, Constraint.ForeignKey key) {
    Constraint.ForeignKey explicit = (Constraint.ForeignKey) Likeness.explicit(now(), key);
    return key.columns().stream().anyMatch(c -> converts(table.name(), c))
        || explicit.referencedColumns().stream().anyMatch(c -> converts(key.references(), c));
  }

  private boolean converts(ObjectName table, String column) {
    var old = now().findTable(table).flatMap(t -> t.findColumn(column));
    var wanted = target.findTable(table).flatMap(t -> t.findColumn(column));
    return old.isPresent()
        && wanted.isPresent()
        && !old.get().type().equals(wanted.get().type())
        && rules.conversion(column, old.get().type(), wanted.get().type()).isPresent();
  }

  private void dropTables() {
    List<Table> going =
        now().tables().stream().filter(t -> target.findTable(t.name()).isEmpty()).toList();
    // No foreign key is left among them but to themselves.
    going.forEach(t -> draft.emit(new DropTable(t.name(), false)));
  }

  /** A sequence that stays must have left the table that goes, or it would go with it. */
  private void releaseSequences() {
    for (Sequence sequence : List.copyOf(now().sequences())) {
      boolean goesAlong =
          sequence.ownedBy().filter(o -> target.findTable(o.table()).isEmpty()).isPresent();
      if (goesAlong && target.findSequence(sequence.name()).isPresent()) {
        draft.emit(new AlterSequence(sequence.name(), sequence.options(), Optional.empty()));
      }
    }
  }

  /**
   * Makes what is new, but for what stands on tables that are yet to change: that is given back,
   * for later.
   */
  private List<Operation> create() {
    List<Operation> late = new ArrayList<>();
    boolean views = false;
    for (Operation operation : Creation.of(fresh())) {
      views |= operation instanceof CreateView || operation instanceof CreateTrigger;
      Operation made = withoutEarlyKeys(replacing(operation), late);
      if (views || waits(made)) {
        late.add(made);
      } else {
        draft.emit(made);
      }
    }
    return late;
  }

  private static boolean waits(Operation operation) {
    return operation instanceof CreateNative made && Losses.standsOnRelation(made.object());
  }

  /** A foreign key to a key that a table of now gets later on waits for that. */
  private Operation withoutEarlyKeys(Operation operation, List<Operation> late) {
    if (!(operation instanceof CreateTable made)) {
      return operation;
    }
    List<Constraint> now = new ArrayList<>();
    for (Constraint constraint : made.table().constraints()) {
      if (constraint instanceof Constraint.ForeignKey key && isEarly(key)) {
        late.add(new AddConstraint(made.table().name(), key));
      } else {
        now.add(constraint);
      }
    }
    return now.size() == made.table().constraints().size()
        ? operation
        : new CreateTable(made.table().withConstraints(now));
  }

  private boolean isEarly(Constraint.ForeignKey key) {
    Optional<Table> parent = now().findTable(key.references());
    if (parent.isEmpty() || parent.equals(target.findTable(key.references()))) {
      return false;
    }
    Constraint.ForeignKey explicit = (Constraint.ForeignKey) Likeness.explicit(target, key);
    Set<String> columns = new HashSet<>(explicit.referencedColumns());
    return parent.get().constraints().stream()
        .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
        .noneMatch(c -> new HashSet<>(c.columns()).equals(columns));
  }

  private Operation replacing(Operation operation) {
    return operation instanceof CreateFunction made
            && now().findFunction(made.function().signature()).isPresent()
        ? new CreateFunction(made.function(), true, made.unchecked())
        : operation;
  }

  /** What is wanted and not there, as a schema of its own. */
  private Schema fresh() {
    Schema fresh = Schema.EMPTY;
    for (String schema : target.schemas()) {
      fresh = now().schemas().contains(schema) ? fresh : fresh.withSchema(schema);
    }
    for (Extension extension : target.extensions()) {
      boolean there = now().findExtension(extension.name()).filter(extension::equals).isPresent();
      if (!there && now().findExtension(extension.name()).isPresent()) {
        draft.emit(new DropExtension(extension.name()));
      }
      fresh = there ? fresh : fresh.with(extension);
    }
    for (EnumType type : target.enums()) {
      fresh = now().findEnum(type.name()).isPresent() ? fresh : fresh.with(type);
    }
    for (Domain domain : target.domains()) {
      fresh = now().findDomain(domain.name()).isPresent() ? fresh : fresh.with(domain);
    }
    for (Sequence sequence : target.sequences()) {
      fresh = now().findSequence(sequence.name()).isPresent() ? fresh : fresh.with(sequence);
    }
    for (Function function : target.functions()) {
      boolean there = now().findFunction(function.signature()).filter(function::equals).isPresent();
      fresh = there ? fresh : fresh.with(function);
    }
    for (Table table : target.tables()) {
      fresh = now().findTable(table.name()).isPresent() ? fresh : fresh.with(table);
    }
    for (View view : target.views()) {
      fresh = now().findView(view.name()).isPresent() ? fresh : fresh.with(view);
    }
    for (NativeObject object : target.natives()) {
      fresh = now().findNative(object.ref()).isPresent() ? fresh : fresh.with(object);
    }
    return fresh.withDependencies(target.dependencies());
  }

  private void alterSequences() {
    for (Sequence wanted : target.sequences()) {
      Sequence there = now().findSequence(wanted.name()).orElse(wanted);
      if (!there.options().equals(wanted.options()) || !there.ownedBy().equals(wanted.ownedBy())) {
        draft.emit(new AlterSequence(wanted.name(), wanted.options(), wanted.ownedBy()));
      }
      if (!there.comment().equals(wanted.comment())) {
        comment(CommentTarget.SEQUENCE, wanted.name(), wanted.comment());
      }
    }
    for (Domain wanted : target.domains()) {
      Domain there = now().domain(wanted.name());
      if (!there.comment().equals(wanted.comment())) {
        comment(CommentTarget.DOMAIN, wanted.name(), wanted.comment());
      }
    }
  }

  private void comment(CommentTarget what, ObjectName name, Optional<String> text) {
    draft.emit(new SetComment(what, name, Optional.empty(), text));
  }

  /** Gives views that stayed their queries, indexes and comments. */
  private void settleViews() {
    for (View wanted : target.views()) {
      View there = now().view(wanted.name());
      if (!Losses.same(there, wanted)) {
        draft.emit(new ReplaceView(wanted.withIndexes(there.indexes()).withTriggers(List.of())));
        there = now().view(wanted.name());
      }
      for (var index : there.indexes()) {
        if (!wanted.indexes().contains(index)) {
          draft.emit(new DropIndex(wanted.name().sibling(index.name()), false));
        }
      }
      for (var index : wanted.indexes()) {
        if (!there.indexes().contains(index)) {
          draft.emit(new CreateIndex(wanted.name(), index, false));
        }
      }
      if (!there.comment().equals(wanted.comment())) {
        comment(CommentTarget.VIEW, wanted.name(), wanted.comment());
      }
    }
  }

  private void createTriggers() {
    for (Table wanted : target.tables()) {
      if (!wanted.triggers().isEmpty()) {
        create(wanted.name(), now().table(wanted.name()).triggers(), wanted.triggers());
      }
    }
    for (View wanted : target.views()) {
      create(wanted.name(), now().view(wanted.name()).triggers(), wanted.triggers());
    }
  }

  private void create(ObjectName owner, List<Trigger> there, List<Trigger> wanted) {
    wanted.stream()
        .filter(t -> !there.contains(t))
        .forEach(t -> draft.emit(new CreateTrigger(owner, t)));
  }

  /** Drops what tables and views no longer use. */
  private void dropRest() {
    for (Function function : List.copyOf(now().functions())) {
      if (target.findFunction(function.signature()).isEmpty()) {
        draft.emit(new DropFunction(function.name(), function.kind(), function.arguments()));
      }
    }
    for (NativeObject object : List.copyOf(now().natives())) {
      if (target.findNative(object.ref()).isEmpty()) {
        drop(object);
      }
    }
    for (Sequence sequence : List.copyOf(now().sequences())) {
      if (target.findSequence(sequence.name()).isEmpty()) {
        draft.emit(new DropSequence(sequence.name()));
      }
    }
    for (Domain domain : List.copyOf(now().domains())) {
      if (target.findDomain(domain.name()).isEmpty()) {
        draft.emit(new DropDomain(domain.name()));
      }
    }
    for (EnumType type : List.copyOf(now().enums())) {
      if (target.findEnum(type.name()).isEmpty()) {
        draft.emit(new DropEnum(type.name()));
      }
    }
    for (Extension extension : List.copyOf(now().extensions())) {
      if (target.findExtension(extension.name()).isEmpty()) {
        draft.emit(new DropExtension(extension.name()));
      }
    }
    for (String schema : List.copyOf(now().schemas())) {
      if (!target.schemas().contains(schema)) {
        draft.emit(new DropSchema(schema));
      }
    }
  }

  /** What is left is a defect here, not a mistake of the user's; better told than applied. */
  private void requireArrival() {
    if (!refusals.isEmpty()) {
      return;
    }
    List<String> left = Likeness.differences(now(), target);
    if (!left.isEmpty()) {
      refusals.add("This cannot be said in operations yet:\n  " + String.join("\n  ", left));
    }
  }
}
