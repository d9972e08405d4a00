package dev.garganey.diff;

import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.ValidateConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parts matches the constraints and indexes of a table with those that it shall have: the same, the
 * same under another name, or another.
 */
record Parts(
    List<Constraint> droppedConstraints,
    List<Constraint> addedConstraints,
    List<Constraint> unvalidated,
    List<Index> droppedIndexes,
    List<Index> addedIndexes,
    List<Operation> renames) {

  static Parts of(Schema schema, Table now, Schema target, Table wanted) {
    List<Constraint> dropped = new ArrayList<>();
    List<Constraint> added = new ArrayList<>();
    List<Constraint> unvalidated = new ArrayList<>();
    List<Operation> renames = new ArrayList<>();
    Set<Constraint> there = new HashSet<>();
    now.constraints().forEach(c -> there.add(Likeness.explicit(schema, c)));
    Set<Constraint> aimed = new HashSet<>();
    wanted.constraints().forEach(c -> aimed.add(Likeness.explicit(target, c)));
    for (Constraint constraint : wanted.constraints()) {
      if (!there.contains(Likeness.explicit(target, constraint))) {
        added.add(constraint);
      }
    }
    for (Constraint constraint : now.constraints()) {
      Constraint explicit = Likeness.explicit(schema, constraint);
      if (aimed.contains(explicit)) {
        continue;
      }
      Optional<Constraint> renamed =
          find(added, c -> unnamed(Likeness.explicit(target, c)).equals(unnamed(explicit)));
      Optional<Constraint> validated =
          find(added, c -> Likeness.explicit(target, c).equals(validated(explicit)));
      if (validated.isPresent() && constraint.name().isPresent()) {
        added.remove(validated.get());
        unvalidated.add(constraint);
      } else if (renamed.isPresent() && isRenamed(now, constraint, renamed.get())) {
        added.remove(renamed.get());
        renames.add(
            new RenameConstraint(now.name(), constraint.name().get(), renamed.get().name().get()));
      } else {
        dropped.add(constraint);
      }
    }
    List<Index> goneIndexes = new ArrayList<>();
    List<Index> newIndexes = new ArrayList<>();
    indexes(now, wanted, goneIndexes, newIndexes, renames);
    return new Parts(dropped, added, unvalidated, goneIndexes, newIndexes, renames);
  }

  private static boolean isRenamed(Table table, Constraint from, Constraint to) {
    return from.name().isPresent()
        && to.name().isPresent()
        && table.constraints().stream().noneMatch(c -> c.name().equals(to.name()));
  }

  private static void indexes(
      Table now, Table wanted, List<Index> gone, List<Index> fresh, List<Operation> renames) {
    Set<Index> there = new HashSet<>();
    now.indexes().forEach(i -> there.add(i.withComment(Optional.empty())));
    Set<Index> aimed = new HashSet<>();
    wanted.indexes().forEach(i -> aimed.add(i.withComment(Optional.empty())));
    wanted.indexes().stream()
        .filter(i -> !there.contains(i.withComment(Optional.empty())))
        .forEach(fresh::add);
    for (Index index : now.indexes()) {
      if (aimed.contains(index.withComment(Optional.empty()))) {
        continue;
      }
      Optional<Index> renamed = find(fresh, i -> i.withName(index.name()).equals(index));
      if (renamed.isPresent() && now.findIndex(renamed.get().name()).isEmpty()) {
        fresh.remove(renamed.get());
        renames.add(new RenameIndex(now.name().sibling(index.name()), renamed.get().name()));
      } else {
        gone.add(index);
      }
    }
  }

  /** The constraints that hold for new rows and shall now be checked for all. */
  List<ValidateConstraint> validations(ObjectName table) {
    return unvalidated.stream()
        .map(c -> new ValidateConstraint(table, c.name().orElseThrow()))
        .toList();
  }

  private static Constraint unnamed(Constraint constraint) {
    return constraint.withName(Optional.empty());
  }

  private static Constraint validated(Constraint constraint) {
    if (constraint instanceof Constraint.ForeignKey key) {
      return key.withValidated(true);
    }
    return constraint instanceof Constraint.Check check
        ? new Constraint.Check(check.name(), check.expression(), true, check.noInherit())
        : constraint;
  }

  private static <T> Optional<T> find(List<T> list, java.util.function.Predicate<T> wanted) {
    return list.stream().filter(wanted).findFirst();
  }
}
