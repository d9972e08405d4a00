package dev.garganey.model;

import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;

/**
 * Relations are the tables and views of a schema, with what is looked up of them.
 *
 * @param indexOwners each index to the table or view that has it
 * @param referrers each table to those whose foreign keys reference it
 */
record Relations(
    PMap<ObjectName, Table> tables,
    PMap<ObjectName, View> views,
    PMap<ObjectName, ObjectName> indexOwners,
    PMap<ObjectName, PSet<ObjectName>> referrers) {
  static final Relations NONE =
      new Relations(TreePMap.empty(), TreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  Relations with(Table table) {
    Table old = tables.get(table.name());
    PMap<ObjectName, ObjectName> owners = indexOwners;
    PMap<ObjectName, PSet<ObjectName>> referring = referrers;
    if (old != null) {
      owners = withoutIndexes(owners, old.name(), old.indexes());
      referring = withoutReferences(referring, old);
    }
    return new Relations(
        tables.plus(table.name(), table),
        views,
        withIndexes(owners, table.name(), table.indexes()),
        withReferences(referring, table));
  }

  Relations without(Table table) {
    return new Relations(
        tables.minus(table.name()),
        views,
        withoutIndexes(indexOwners, table.name(), table.indexes()),
        withoutReferences(referrers, table));
  }

  Relations with(View view) {
    View old = views.get(view.name());
    PMap<ObjectName, ObjectName> owners =
        old == null ? indexOwners : withoutIndexes(indexOwners, old.name(), old.indexes());
    return new Relations(
        tables,
        views.plus(view.name(), view),
        withIndexes(owners, view.name(), view.indexes()),
        referrers);
  }

  Relations without(View view) {
    return new Relations(
        tables,
        views.minus(view.name()),
        withoutIndexes(indexOwners, view.name(), view.indexes()),
        referrers);
  }

  private static PMap<ObjectName, ObjectName> withIndexes(
      PMap<ObjectName, ObjectName> owners, ObjectName owner, List<Index> indexes) {
    PMap<ObjectName, ObjectName> result = owners;
    for (Index index : indexes) {
      ObjectName name = owner.sibling(index.name());
      ObjectName other = result.get(name);
      if (other != null) {
        throw new SchemaMistake("There is an index `" + name + "` already, on `" + other + "`");
      }
      result = result.plus(name, owner);
    }
    return result;
  }

  private static PMap<ObjectName, ObjectName> withoutIndexes(
      PMap<ObjectName, ObjectName> owners, ObjectName owner, List<Index> indexes) {
    PMap<ObjectName, ObjectName> result = owners;
    for (Index index : indexes) {
      result = result.minus(owner.sibling(index.name()));
    }
    return result;
  }

  private static PMap<ObjectName, PSet<ObjectName>> withReferences(
      PMap<ObjectName, PSet<ObjectName>> referrers, Table table) {
    PMap<ObjectName, PSet<ObjectName>> result = referrers;
    for (Constraint.ForeignKey key : table.foreignKeys()) {
      PSet<ObjectName> set = result.getOrDefault(key.references(), HashTreePSet.empty());
      result = result.plus(key.references(), set.plus(table.name()));
    }
    return result;
  }

  private static PMap<ObjectName, PSet<ObjectName>> withoutReferences(
      PMap<ObjectName, PSet<ObjectName>> referrers, Table table) {
    PMap<ObjectName, PSet<ObjectName>> result = referrers;
    for (Constraint.ForeignKey key : table.foreignKeys()) {
      PSet<ObjectName> set = result.get(key.references());
      if (set != null) {
        PSet<ObjectName> rest = set.minus(table.name());
        result =
            rest.isEmpty() ? result.minus(key.references()) : result.plus(key.references(), rest);
      }
    }
    return result;
  }
}
