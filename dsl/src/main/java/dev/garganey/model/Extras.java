package dev.garganey.model;

import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** Extras are the parts of a schema around its objects, and what only one product knows. */
record Extras(
    PMap<String, Extension> extensions,
    PSet<String> schemas,
    PMap<ObjectRef, NativeObject> natives) {
  static final Extras NONE = new Extras(TreePMap.empty(), TreePSet.empty(), TreePMap.empty());

  Extras withExtensions(PMap<String, Extension> others) {
    return new Extras(others, schemas, natives);
  }

  Extras withSchemas(PSet<String> others) {
    return new Extras(extensions, others, natives);
  }

  Extras withNatives(PMap<ObjectRef, NativeObject> others) {
    return new Extras(extensions, schemas, others);
  }
}
