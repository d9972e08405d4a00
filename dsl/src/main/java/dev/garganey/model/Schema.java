package dev.garganey.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * Schema is everything that a database defines. It is immutable; a changed copy shares what did not
 * change, so that folding thousands of operations costs a step each, however many tables there are.
 *
 * <p>A schema is <em>open</em> when SQL ran that Garganey cannot read: then what is missing here
 * may be there all the same, and a check against it is left to the database.
 */
public final class Schema {
  /** Nothing at all. */
  public static final Schema EMPTY =
      new Schema(
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePSet.empty(),
          TreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          false);

  private final PMap<ObjectName, Table> tables;
  private final PMap<ObjectName, View> views;
  private final PMap<ObjectName, Sequence> sequences;
  private final PMap<ObjectName, EnumType> enums;
  private final PMap<ObjectName, Domain> domains;
  private final PMap<String, Function> functions;
  private final PMap<String, Extension> extensions;
  private final PSet<String> schemas;
  private final PMap<ObjectRef, NativeObject> natives;

  /** Index to its owner; derived from tables and views, so no part of equality. */
  private final PMap<ObjectName, ObjectName> indexOwners;

  /** Table to the tables whose foreign keys reference it; derived likewise. */
  private final PMap<ObjectName, PSet<ObjectName>> referrers;

  /** What objects need, as far as the database told; no part of equality. */
  private final PMap<ObjectRef, PSet<ObjectRef>> dependencies;

  private final boolean open;

  private Schema(
      PMap<ObjectName, Table> tables,
      PMap<ObjectName, View> views,
      PMap<ObjectName, Sequence> sequences,
      PMap<ObjectName, EnumType> enums,
      PMap<ObjectName, Domain> domains,
      PMap<String, Function> functions,
      PMap<String, Extension> extensions,
      PSet<String> schemas,
      PMap<ObjectRef, NativeObject> natives,
      PMap<ObjectName, ObjectName> indexOwners,
      PMap<ObjectName, PSet<ObjectName>> referrers,
      PMap<ObjectRef, PSet<ObjectRef>> dependencies,
      boolean open) {
    this.tables = tables;
    this.views = views;
    this.sequences = sequences;
    this.enums = enums;
    this.domains = domains;
    this.functions = functions;
    this.extensions = extensions;
    this.schemas = schemas;
    this.natives = natives;
    this.indexOwners = indexOwners;
    this.referrers = referrers;
    this.dependencies = dependencies;
    this.open = open;
  }

  /** The tables, in the order of their names. */
  public Collection<Table> tables() {
    return tables.values();
  }

  /** The views, plain and materialized, in the order of their names. */
  public Collection<View> views() {
    return views.values();
  }

  public Collection<Sequence> sequences() {
    return sequences.values();
  }

  public Collection<EnumType> enums() {
    return enums.values();
  }

  public Collection<Domain> domains() {
    return domains.values();
  }

  public Collection<Function> functions() {
    return functions.values();
  }

  public Collection<Extension> extensions() {
    return extensions.values();
  }

  /** The names of the schemas besides the default one. */
  public Collection<String> schemas() {
    return schemas;
  }

  /** What only the product knows, carried verbatim, in the order of kinds and names. */
  public Collection<NativeObject> natives() {
    return natives.values();
  }

  public Optional<NativeObject> findNative(ObjectRef ref) {
    return Optional.ofNullable(natives.get(ref));
  }

  /** The native objects that go with this object. */
  public List<NativeObject> partsOf(ObjectRef owner) {
    return natives.values().stream()
        .filter(n -> n.partOf().filter(owner::equals).isPresent())
        .toList();
  }

  /**
   * What an object needs, as far as the database told; empty where it was not asked. An index, rule
   * or check that has needs of its own is asked for by itself.
   */
  public Optional<Collection<ObjectRef>> dependenciesOf(ObjectRef object) {
    return Optional.ofNullable(dependencies.get(object));
  }

  /** Whether there may be more than is listed here. */
  public boolean isOpen() {
    return open;
  }

  public Optional<Table> findTable(ObjectName name) {
    return Optional.ofNullable(tables.get(name));
  }

  public Optional<View> findView(ObjectName name) {
    return Optional.ofNullable(views.get(name));
  }

  /** Whether there is that column. */
  public boolean hasColumn(ColumnRef column) {
    return findTable(column.table()).flatMap(t -> t.findColumn(column.column())).isPresent();
  }

  public Optional<Sequence> findSequence(ObjectName name) {
    return Optional.ofNullable(sequences.get(name));
  }

  public Optional<EnumType> findEnum(ObjectName name) {
    return Optional.ofNullable(enums.get(name));
  }

  public Optional<Domain> findDomain(ObjectName name) {
    return Optional.ofNullable(domains.get(name));
  }

  /** The function of that signature; see {@link Function#signature()}. */
  public Optional<Function> findFunction(String signature) {
    return Optional.ofNullable(functions.get(signature));
  }

  public Optional<Extension> findExtension(String name) {
    return Optional.ofNullable(extensions.get(name));
  }

  /** The table or materialized view that has this index. */
  public Optional<ObjectName> ownerOfIndex(ObjectName index) {
    return Optional.ofNullable(indexOwners.get(index));
  }

  /** The tables with a foreign key to this one, itself included where it refers to itself. */
  public Collection<ObjectName> referrersOf(ObjectName table) {
    PSet<ObjectName> found = referrers.get(table);
    return found == null ? List.of() : found;
  }

  /**
   * The table of that name.
   *
   * @throws MissingObject if there is none
   */
  public Table table(ObjectName name) {
    return require("table", name, tables);
  }

  /**
   * The view of that name.
   *
   * @throws MissingObject if there is none
   */
  public View view(ObjectName name) {
    return require("view", name, views);
  }

  /**
   * The sequence of that name.
   *
   * @throws MissingObject if there is none
   */
  public Sequence sequence(ObjectName name) {
    return require("sequence", name, sequences);
  }

  /**
   * The enum of that name.
   *
   * @throws MissingObject if there is none
   */
  public EnumType enumType(ObjectName name) {
    return require("enum", name, enums);
  }

  /**
   * The domain of that name.
   *
   * @throws MissingObject if there is none
   */
  public Domain domain(ObjectName name) {
    return require("domain", name, domains);
  }

  /**
   * The index of that name.
   *
   * @throws MissingObject if there is none
   */
  public Index index(ObjectName name) {
    ObjectName owner = indexOwners.get(name);
    if (owner == null) {
      throw new MissingObject("index", name.toString(), names(indexOwners));
    }
    Table table = tables.get(owner);
    List<Index> indexes = table != null ? table.indexes() : views.get(owner).indexes();
    return indexes.stream().filter(i -> i.name().equals(name.name())).findFirst().orElseThrow();
  }

  /**
   * A new relation's name must be free: tables, views, sequences and indexes share one name space.
   *
   * @throws SchemaMistake if something has that name
   */
  public Schema requireFree(ObjectName name) {
    String kind =
        tables.containsKey(name)
            ? "table"
            : views.containsKey(name)
                ? "view"
                : sequences.containsKey(name)
                    ? "sequence"
                    : indexOwners.containsKey(name) ? "index" : "";
    if (!kind.isEmpty()) {
      throw new SchemaMistake("There is a " + kind + " `" + name + "` already");
    }
    return this;
  }

  /** This schema with {@code table} added, or in place of the one of its name. */
  public Schema with(Table table) {
    Table old = tables.get(table.name());
    PMap<ObjectName, ObjectName> owners = indexOwners;
    PMap<ObjectName, PSet<ObjectName>> referring = referrers;
    if (old != null) {
      owners = withoutIndexes(owners, old.name(), old.indexes());
      referring = withoutReferences(referring, old);
    }
    return copyRelations(
        tables.plus(table.name(), table),
        views,
        withIndexes(owners, table.name(), table.indexes()),
        withReferences(referring, table));
  }

  /** This schema without that table; what refers to it is left. */
  public Schema without(Table table) {
    return copyRelations(
        tables.minus(table.name()),
        views,
        withoutIndexes(indexOwners, table.name(), table.indexes()),
        withoutReferences(referrers, table));
  }

  /**
   * This schema with one table changed.
   *
   * @throws MissingObject if it is not there
   */
  public Schema changing(ObjectName name, UnaryOperator<Table> change) {
    return with(change.apply(table(name)));
  }

  public Schema with(View view) {
    View old = views.get(view.name());
    PMap<ObjectName, ObjectName> owners =
        old == null ? indexOwners : withoutIndexes(indexOwners, old.name(), old.indexes());
    return copyRelations(
        tables,
        views.plus(view.name(), view),
        withIndexes(owners, view.name(), view.indexes()),
        referrers);
  }

  public Schema without(View view) {
    return copyRelations(
        tables,
        views.minus(view.name()),
        withoutIndexes(indexOwners, view.name(), view.indexes()),
        referrers);
  }

  public Schema with(Sequence sequence) {
    return copyTypes(sequences.plus(sequence.name(), sequence), enums, domains, functions);
  }

  public Schema without(Sequence sequence) {
    return copyTypes(sequences.minus(sequence.name()), enums, domains, functions);
  }

  public Schema with(EnumType type) {
    return copyTypes(sequences, enums.plus(type.name(), type), domains, functions);
  }

  public Schema without(EnumType type) {
    return copyTypes(sequences, enums.minus(type.name()), domains, functions);
  }

  public Schema with(Domain domain) {
    return copyTypes(sequences, enums, domains.plus(domain.name(), domain), functions);
  }

  public Schema without(Domain domain) {
    return copyTypes(sequences, enums, domains.minus(domain.name()), functions);
  }

  public Schema with(Function function) {
    return copyTypes(sequences, enums, domains, functions.plus(function.signature(), function));
  }

  public Schema without(Function function) {
    return copyTypes(sequences, enums, domains, functions.minus(function.signature()));
  }

  public Schema with(Extension extension) {
    return copyRest(extensions.plus(extension.name(), extension), schemas, open);
  }

  public Schema without(Extension extension) {
    return copyRest(extensions.minus(extension.name()), schemas, open);
  }

  public Schema withSchema(String name) {
    return copyRest(extensions, schemas.plus(name), open);
  }

  public Schema withoutSchema(String name) {
    return copyRest(extensions, schemas.minus(name), open);
  }

  /** This schema with a native object added, or in place of the one of its kind and name. */
  public Schema with(NativeObject object) {
    return copy(extensions, schemas, natives.plus(object.ref(), object), dependencies, open);
  }

  public Schema without(NativeObject object) {
    return withoutPartsOf(object.ref())
        .copy(extensions, schemas, natives.minus(object.ref()), dependencies, open);
  }

  /** What objects need, as far as the database told. */
  public Map<ObjectRef, ? extends Collection<ObjectRef>> dependencies() {
    return dependencies;
  }

  /** This schema with what the database says that each object needs. */
  public Schema withDependencies(Map<ObjectRef, ? extends Collection<ObjectRef>> needs) {
    PMap<ObjectRef, PSet<ObjectRef>> all = dependencies;
    for (Map.Entry<ObjectRef, ? extends Collection<ObjectRef>> need : needs.entrySet()) {
      all = all.plus(need.getKey(), HashTreePSet.from(need.getValue()));
    }
    return copy(extensions, schemas, natives, all, open);
  }

  /** This schema without the native objects that go with an object; what they had as parts, too. */
  public Schema withoutPartsOf(ObjectRef owner) {
    Schema result = this;
    for (NativeObject part : natives.isEmpty() ? List.<NativeObject>of() : partsOf(owner)) {
      result = result.without(part);
    }
    return result;
  }

  /** The same after SQL ran that Garganey cannot read. */
  public Schema opened() {
    return open ? this : copyRest(extensions, schemas, true);
  }

  private static <T> T require(String kind, ObjectName name, PMap<ObjectName, T> map) {
    T found = map.get(name);
    if (found == null) {
      throw new MissingObject(kind, name.toString(), names(map));
    }
    return found;
  }

  private static List<String> names(PMap<ObjectName, ?> map) {
    return map.keySet().stream().map(ObjectName::toString).toList();
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

  private Schema copyRelations(
      PMap<ObjectName, Table> newTables,
      PMap<ObjectName, View> newViews,
      PMap<ObjectName, ObjectName> newOwners,
      PMap<ObjectName, PSet<ObjectName>> newReferrers) {
    return new Schema(
        newTables,
        newViews,
        sequences,
        enums,
        domains,
        functions,
        extensions,
        schemas,
        natives,
        newOwners,
        newReferrers,
        dependencies,
        open);
  }

  private Schema copyTypes(
      PMap<ObjectName, Sequence> newSequences,
      PMap<ObjectName, EnumType> newEnums,
      PMap<ObjectName, Domain> newDomains,
      PMap<String, Function> newFunctions) {
    return new Schema(
        tables,
        views,
        newSequences,
        newEnums,
        newDomains,
        newFunctions,
        extensions,
        schemas,
        natives,
        indexOwners,
        referrers,
        dependencies,
        open);
  }

  private Schema copyRest(
      PMap<String, Extension> newExtensions, PSet<String> newSchemas, boolean newOpen) {
    return copy(newExtensions, newSchemas, natives, dependencies, newOpen);
  }

  private Schema copy(
      PMap<String, Extension> newExtensions,
      PSet<String> newSchemas,
      PMap<ObjectRef, NativeObject> newNatives,
      PMap<ObjectRef, PSet<ObjectRef>> newDependencies,
      boolean newOpen) {
    return new Schema(
        tables,
        views,
        sequences,
        enums,
        domains,
        functions,
        newExtensions,
        newSchemas,
        newNatives,
        indexOwners,
        referrers,
        newDependencies,
        newOpen);
  }

  /** Whether both define the same, whatever they may have beyond that. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(parts());
  }

  private List<Object> parts() {
    return List.of(
        tables,
        views,
        sequences,
        enums,
        domains,
        functions,
        extensions,
        new ArrayList<>(schemas),
        natives);
  }

  @Override
  public String toString() {
    return "Schema" + parts();
  }
}
