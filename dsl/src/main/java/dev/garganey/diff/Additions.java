package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.sql.SqlNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Additions makes what is wanted and not there. What stands on tables that are yet to change waits
 * for that.
 */
final class Additions {
  private final Draft draft;
  private final Schema target;

  Additions(Draft draft, Schema target) {
    this.draft = draft;
    this.target = target;
  }

  private final List<Operation> late = new ArrayList<>();
  private final List<Operation> last = new ArrayList<>();

  /** What stands on changed tables, in order; after {@link #run}. */
  List<Operation> late() {
    return late;
  }

  /**
   * The options of new tables that may name anything, and what may belong to an option, as a
   * comment does to a policy; after {@link #run}.
   */
  List<Operation> last() {
    return last;
  }

  /** Makes what can be made at once; where there is no table, that is all, in its order. */
  void run() {
    Schema fresh = fresh();
    if (now().tables().isEmpty()) {
      Creation.of(fresh).forEach(o -> draft.emit(replacing(o)));
      return;
    }
    Creation creation = Creation.planned(fresh);
    boolean views = false;
    for (Operation operation : creation.operations()) {
      views |= operation instanceof CreateView || operation instanceof CreateTrigger;
      Operation made = withoutEarlyKeys(replacing(operation));
      if (made instanceof AlterSequence owned && !hasOwner(owned)) {
        // Given to its column with the other changes of sequences, when that is there.
        continue;
      }
      boolean waits = views || waits(made);
      if (made instanceof SetTableOptions || (waits && creation.isAfterOptions(made))) {
        last.add(made);
      } else if (waits) {
        late.add(made);
      } else {
        draft.emit(made);
      }
    }
  }

  private boolean hasOwner(AlterSequence operation) {
    return operation.ownedBy().filter(now()::hasColumn).isPresent();
  }

  /** Whether it stands on tables of now, by what it says or by a body that is SQL. */
  private boolean waits(Operation operation) {
    if (operation instanceof CreateFunction made) {
      return !Needs.hasTextBody(made.function().definition()) && readsTables(made.function());
    }
    return operation instanceof CreateNative made && Losses.standsOnRelation(made.object(), target);
  }

  private boolean readsTables(Function function) {
    return now().tables().stream()
        .anyMatch(t -> SqlNames.mentionsTable(function.definition(), t.name().name()));
  }

  /** A foreign key to a key that a table of now gets later on waits for that. */
  private Operation withoutEarlyKeys(Operation operation) {
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

  private Schema now() {
    return draft.schema();
  }
}
