package dev.garganey.model;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * NativeObject is what only one product knows and this model has no words for, carried verbatim: a
 * cast, a grant, a foreign server.
 *
 * @param kind one word for what it is
 * @param name what tells it apart from others of its kind
 * @param create the statements that make it, separated by semicolons
 * @param drop the statements that remove it; empty where it goes with what it is part of
 * @param partOf the object that it goes with when that is dropped
 * @param dependsOn what must be there before it, in the order of the names
 */
public record NativeObject(
    String kind,
    String name,
    String create,
    String drop,
    Optional<ObjectRef> partOf,
    Set<ObjectRef> dependsOn) {
  public NativeObject {
    create = create.strip();
    drop = drop.strip();
    if (create.isEmpty()) {
      throw new SchemaMistake("The " + kind + " `" + name + "` needs the SQL that creates it");
    }
    new ObjectRef(kind, name);
    dependsOn = java.util.Collections.unmodifiableSet(new TreeSet<>(dependsOn));
  }

  /** An object that stands on its own. */
  public static NativeObject of(String kind, String name, String create, String drop) {
    return new NativeObject(kind, name, create, drop, Optional.empty(), Set.of());
  }

  /** What it is called among all objects. */
  public ObjectRef ref() {
    return new ObjectRef(kind, name);
  }

  public NativeObject withPartOf(ObjectRef owner) {
    return new NativeObject(kind, name, create, drop, Optional.of(owner), dependsOn);
  }

  public NativeObject withDependsOn(Collection<ObjectRef> refs) {
    return new NativeObject(kind, name, create, drop, partOf, Set.copyOf(refs));
  }
}
