package dev.garganey.dialect.postgresql;

import dev.garganey.model.ObjectRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Known remembers by which catalogue row each object was read, to tell what depends on what. */
final class Known {
  /**
   * Row is a row of the catalogue.
   *
   * @param catalogue the name of the catalogue: pg_class, pg_proc…
   */
  record Row(String catalogue, long oid) {
    /**
     * Spelled out: a database has a hundred thousand of them, and numbers alone tell most apart.
     */
    @Override
    public int hashCode() {
      return Long.hashCode(oid);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && oid == row.oid && catalogue.equals(row.catalogue);
    }
  }

  private final Map<Row, ObjectRef> objects = new HashMap<>();

  void add(String catalogue, long oid, ObjectRef object) {
    objects.put(new Row(catalogue, oid), object);
  }

  Optional<ObjectRef> find(Row row) {
    return Optional.ofNullable(objects.get(row));
  }

  Map<Row, ObjectRef> objects() {
    return objects;
  }
}
