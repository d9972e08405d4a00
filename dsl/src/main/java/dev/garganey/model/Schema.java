package dev.garganey.model;

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
      new Schema(Relations.NONE, Types.NONE, Extras.NONE, HashTreePMap.empty(), false);

  private final Relations relations;
  private final Types types;
  private final Extras extras;

  /** What objects need, as far as the database told; no part of equality. */
  private final PMap<ObjectRef, PSet<ObjectRef>> dependencies;

  private final boolean open;

  private Schema(
      Relations relations,
      Types types,
      Extras extras,
      PMap<ObjectRef, PSet<ObjectRef>> dependencies,
      boolean open) {
    this.relations = relations;
    this.types = types;
    this.extras = extras;
    this.dependencies = dependencies;
    this.open = open;
  }

  /** The tables, in the order of their names. */
  public Collection<Table> tables() {
    return relations.tables().values();
  }

  /** The views, plain and materialized, in the order of their names. */
  public Collection<View> views() {
    return relations.views().values();
  }

  public Collection<Sequence> sequences() {
    return types.sequences().values();
  }

  public Collection<EnumType> enums() {
    return types.enums().values();
  }

  public Collection<Domain> domains() {
    return types.domains().values();
  }

  public Collection<Function> functions() {
    return types.functions().values();
  }

  public Collection<Extension> extensions() {
    return extras.extensions().values();
  }

  /** The names of the schemas besides the default one. */
  public Collection<String> schemas() {
    return extras.schemas();
  }

  /** What only the product knows, carried verbatim, in the order of kinds and names. */
  public Collection<NativeObject> natives() {
    return extras.natives().values();
  }

  public Optional<NativeObject> findNative(ObjectRef ref) {
    return Optional.ofNullable(extras.natives().get(ref));
  }

  /** The native objects that go with this object. */
  public List<NativeObject> partsOf(ObjectRef owner) {
    return extras.natives().values().stream()
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
    return Optional.ofNullable(relations.tables().get(name));
  }

  public Optional<View> findView(ObjectName name) {
    return Optional.ofNullable(relations.views().get(name));
  }

  /** Whether there is that column. */
  public boolean hasColumn(ColumnRef column) {
    return findTable(column.table()).flatMap(t -> t.findColumn(column.column())).isPresent();
  }

  public Optional<Sequence> findSequence(ObjectName name) {
    return Optional.ofNullable(types.sequences().get(name));
  }

  public Optional<EnumType> findEnum(ObjectName name) {
    return Optional.ofNullable(types.enums().get(name));
  }

  public Optional<Domain> findDomain(ObjectName name) {
    return Optional.ofNullable(types.domains().get(name));
  }

  /** The function of that signature; see {@link Function#signature()}. */
  public Optional<Function> findFunction(String signature) {
    return Optional.ofNullable(types.functions().get(signature));
  }

  public Optional<Extension> findExtension(String name) {
    return Optional.ofNullable(extras.extensions().get(name));
  }

  /** The table or materialized view that has this index. */
  public Optional<ObjectName> ownerOfIndex(ObjectName index) {
    return Optional.ofNullable(relations.indexOwners().get(index));
  }

  /** The tables with a foreign key to this one, itself included where it refers to itself. */
  public Collection<ObjectName> referrersOf(ObjectName table) {
    PSet<ObjectName> found = relations.referrers().get(table);
    return found == null ? List.of() : found;
  }

  /**
   * The table of that name.
   *
   * @throws MissingObject if there is none
   */
  public Table table(ObjectName name) {
    return require("table", name, relations.tables());
  }

  /**
   * The view of that name.
   *
   * @throws MissingObject if there is none
   */
  public View view(ObjectName name) {
    return require("view", name, relations.views());
  }

  /**
   * The sequence of that name.
   *
   * @throws MissingObject if there is none
   */
  public Sequence sequence(ObjectName name) {
    return require("sequence", name, types.sequences());
  }

  /**
   * The enum of that name.
   *
   * @throws MissingObject if there is none
   */
  public EnumType enumType(ObjectName name) {
    return require("enum", name, types.enums());
  }

  /**
   * The domain of that name.
   *
   * @throws MissingObject if there is none
   */
  public Domain domain(ObjectName name) {
    return require("domain", name, types.domains());
  }

  /**
   * The index of that name.
   *
   * @throws MissingObject if there is none
   */
  public Index index(ObjectName name) {
    ObjectName owner = relations.indexOwners().get(name);
    if (owner == null) {
      throw new MissingObject("index", name.toString(), names(relations.indexOwners()));
    }
    Table table = relations.tables().get(owner);
    List<Index> indexes = table != null ? table.indexes() : relations.views().get(owner).indexes();
    return indexes.stream().filter(i -> i.name().equals(name.name())).findFirst().orElseThrow();
  }

  /**
   * A new relation's name must be free: tables, views, sequences and indexes share one name space.
   *
   * @throws SchemaMistake if something has that name
   */
  public Schema requireFree(ObjectName name) {
    String kind =
        relations.tables().containsKey(name)
            ? "table"
            : relations.views().containsKey(name)
                ? "view"
                : types.sequences().containsKey(name)
                    ? "sequence"
                    : relations.indexOwners().containsKey(name) ? "index" : "";
    if (!kind.isEmpty()) {
      throw new SchemaMistake("There is a " + kind + " `" + name + "` already");
    }
    return this;
  }

  /** This schema with {@code table} added, or in place of the one of its name. */
  public Schema with(Table table) {
    return with(relations.with(table));
  }

  /** This schema without that table; what refers to it is left. */
  public Schema without(Table table) {
    return with(relations.without(table));
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
    return with(relations.with(view));
  }

  public Schema without(View view) {
    return with(relations.without(view));
  }

  public Schema with(Sequence sequence) {
    return with(types.withSequences(types.sequences().plus(sequence.name(), sequence)));
  }

  public Schema without(Sequence sequence) {
    return with(types.withSequences(types.sequences().minus(sequence.name())));
  }

  public Schema with(EnumType type) {
    return with(types.withEnums(types.enums().plus(type.name(), type)));
  }

  public Schema without(EnumType type) {
    return with(types.withEnums(types.enums().minus(type.name())));
  }

  public Schema with(Domain domain) {
    return with(types.withDomains(types.domains().plus(domain.name(), domain)));
  }

  public Schema without(Domain domain) {
    return with(types.withDomains(types.domains().minus(domain.name())));
  }

  public Schema with(Function function) {
    return with(types.withFunctions(types.functions().plus(function.signature(), function)));
  }

  public Schema without(Function function) {
    return with(types.withFunctions(types.functions().minus(function.signature())));
  }

  public Schema with(Extension extension) {
    return with(extras.withExtensions(extras.extensions().plus(extension.name(), extension)));
  }

  public Schema without(Extension extension) {
    return with(extras.withExtensions(extras.extensions().minus(extension.name())));
  }

  public Schema withSchema(String name) {
    return with(extras.withSchemas(extras.schemas().plus(name)));
  }

  public Schema withoutSchema(String name) {
    return with(extras.withSchemas(extras.schemas().minus(name)));
  }

  /** This schema with a native object added, or in place of the one of its kind and name. */
  public Schema with(NativeObject object) {
    return with(extras.withNatives(extras.natives().plus(object.ref(), object)));
  }

  public Schema without(NativeObject object) {
    Schema rest = withoutPartsOf(object.ref());
    return rest.with(rest.extras.withNatives(rest.extras.natives().minus(object.ref())));
  }

  private Schema with(Relations others) {
    return new Schema(others, types, extras, dependencies, open);
  }

  private Schema with(Types others) {
    return new Schema(relations, others, extras, dependencies, open);
  }

  private Schema with(Extras others) {
    return new Schema(relations, types, others, dependencies, open);
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
    return new Schema(relations, types, extras, all, open);
  }

  /** This schema without the native objects that go with an object; what they had as parts, too. */
  public Schema withoutPartsOf(ObjectRef owner) {
    Schema result = this;
    for (NativeObject part :
        extras.natives().isEmpty() ? List.<NativeObject>of() : partsOf(owner)) {
      result = result.without(part);
    }
    return result;
  }

  /** The same after SQL ran that Garganey cannot read. */
  public Schema opened() {
    return open ? this : new Schema(relations, types, extras, dependencies, true);
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
    return List.of(relations, types, extras);
  }

  @Override
  public String toString() {
    return "Schema" + parts();
  }
}
