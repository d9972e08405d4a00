package dev.garganey.operation;

import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Parts handles the native objects that belong to an object which is dropped or renamed. */
final class Parts {
  private Parts() {}

  /** The operation that makes an object again, and those that make what was part of it. */
  static Inverse restored(Schema before, ObjectRef owner, Operation creation) {
    List<Operation> operations = new ArrayList<>();
    operations.add(creation);
    addParts(before, owner, operations);
    return Inverse.of(operations.toArray(Operation[]::new));
  }

  /** The schema after an object got another name: what names it in its SQL follows. */
  static Schema renamed(Schema schema, ObjectRef from, ObjectRef to, UnaryOperator<String> text) {
    Schema after = schema;
    for (NativeObject object : schema.natives()) {
      Set<ObjectRef> needs = new HashSet<>();
      object.dependsOn().forEach(ref -> needs.add(renamed(ref, from, to)));
      Optional<ObjectRef> owner = object.partOf().map(ref -> renamed(ref, from, to));
      if (!needs.equals(object.dependsOn()) || !owner.equals(object.partOf())) {
        after =
            after
                .without(object)
                .with(
                    new NativeObject(
                        object.kind(),
                        text.apply(object.name()),
                        text.apply(object.create()),
                        text.apply(object.drop()),
                        owner,
                        needs));
      }
    }
    return after;
  }

  /** A column's reference follows the name of its table. */
  private static ObjectRef renamed(ObjectRef ref, ObjectRef from, ObjectRef to) {
    if (ref.equals(from)) {
      return to;
    }
    String column = from.name() + ".";
    return ref.kind().equals("column") && ref.name().startsWith(column)
        ? new ObjectRef("column", to.name() + ref.name().substring(column.length() - 1))
        : ref;
  }

  static void addParts(Schema before, ObjectRef owner, List<Operation> operations) {
    for (NativeObject part : before.partsOf(owner)) {
      operations.add(new CreateNative(part));
      addParts(before, part.ref(), operations);
    }
  }
}
