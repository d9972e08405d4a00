package dev.garganey.dialect.postgresql;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.Function;
import dev.garganey.model.Index;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * PostgresqlInspector reads a database's catalogue, each kind of object by one query. Left out are
 * system schemas, what belongs to extensions, temporary and foreign tables.
 */
final class PostgresqlInspector {
  private final Map<Long, List<ColumnsReader.Found>> columns;
  private final Map<Long, List<Constraint>> constraints;
  private final Map<Long, List<Index>> indexes;
  private final Map<Long, List<Trigger>> triggers;

  private PostgresqlInspector(
      Map<Long, List<ColumnsReader.Found>> columns,
      Map<Long, List<Constraint>> constraints,
      Map<Long, List<Index>> indexes,
      Map<Long, List<Trigger>> triggers) {
    this.columns = columns;
    this.constraints = constraints;
    this.indexes = indexes;
    this.triggers = triggers;
  }

  /**
   * The schema of the database.
   *
   * @param ownTables tables to leave out
   */
  static Schema inspect(Connection connection, Set<ObjectName> ownTables) throws SQLException {
    Catalogue catalogue = new Catalogue(connection);
    Schema schema;
    try {
      try (catalogue) {
        catalogue.fixSettings();
        schema = inspect(catalogue, ownTables);
      }
    } catch (SQLException | RuntimeException failure) {
      try {
        catalogue.restoreSettings();
      } catch (SQLException aborted) {
        // The transaction failed, so its end puts the settings back.
        failure.addSuppressed(aborted);
      }
      throw failure;
    }
    catalogue.restoreSettings();
    return schema;
  }

  /** Each reader asks as it is made, so that the server is at the last when the first reads. */
  private static Schema inspect(Catalogue catalogue, Set<ObjectName> ownTables)
      throws SQLException {
    Set<ObjectName> hidden = new HashSet<>();
    for (ObjectName own : ownTables) {
      hidden.add(own.schema().map(s -> catalogue.name(s, own.name())).orElse(own));
    }
    TypesReader types = new TypesReader(catalogue);
    NativesReader natives = new NativesReader(catalogue);
    SequencesReader sequences = new SequencesReader(catalogue, hidden);
    RoutinesReader routines = new RoutinesReader(catalogue);
    ColumnsReader columns = new ColumnsReader(catalogue);
    ConstraintsReader constraints = new ConstraintsReader(catalogue);
    IndexesReader indexes = new IndexesReader(catalogue);
    RelationsReader relations = new RelationsReader(catalogue, hidden);
    natives.ask();
    DependenciesReader dependencies = new DependenciesReader(catalogue);

    Schema schema = types.read();
    for (Sequence sequence : sequences.read()) {
      schema = schema.with(sequence);
    }
    for (Function function : routines.functions()) {
      schema = schema.with(function);
    }
    Map<Long, List<ColumnsReader.Found>> found = columns.read(sequences.identities());
    ColumnNumbers numbers = new ColumnNumbers(found);
    PostgresqlInspector inspector =
        new PostgresqlInspector(
            found, constraints.read(numbers), indexes.read(numbers), routines.triggers());
    schema = inspector.relations(schema, relations.read(), options(routines, constraints));
    dependencies.readParts();
    List<NativeObject> objects = natives.read(found, dependencies);
    Map<ObjectRef, Set<ObjectRef>> needs = dependencies.read();
    for (NativeObject object : objects) {
      Set<ObjectRef> own = new HashSet<>(needs.getOrDefault(object.ref(), Set.of()));
      object.partOf().ifPresent(own::remove);
      schema = schema.with(object.withDependsOn(own));
    }
    return schema.withDependencies(needs);
  }

  /** What PostgreSQL alone knows of a table, by the table's number. */
  private static Map<Long, Map<String, String>> options(
      RoutinesReader routines, ConstraintsReader constraints) throws SQLException {
    Map<Long, Map<String, String>> options = new HashMap<>(routines.options());
    constraints
        .verbatim()
        .forEach(
            (table, named) ->
                named.forEach(
                    (name, text) ->
                        options
                            .computeIfAbsent(table, k -> new HashMap<>())
                            .put(TableOptions.CONSTRAINT + name, text)));
    return options;
  }

  private Schema relations(
      Schema before,
      List<RelationsReader.Relation> relations,
      Map<Long, Map<String, String>> options) {
    Schema schema = before;
    for (RelationsReader.Relation relation : relations) {
      Map<String, String> all = new TreeMap<>(relation.options());
      all.putAll(options.getOrDefault(relation.oid(), Map.of()));
      schema =
          relation.isTable() ? schema.with(table(relation, all)) : schema.with(view(relation, all));
    }
    return schema;
  }

  private Table table(RelationsReader.Relation relation, Map<String, String> options) {
    boolean attached = relation.partition() && !isOrderedLikeParent(relation);
    if (attached) {
      options.put(TableOptions.ATTACHED, "true");
    }
    List<Column> columns = attached ? all(relation.oid()) : columns(relation);
    if (columns.isEmpty() && relation.parents().isEmpty()) {
      options.put(TableOptions.COLUMNS, "none");
    }
    return Order.of(
        new Table(
            relation.name(),
            columns,
            constraints.getOrDefault(relation.oid(), List.of()),
            indexes.getOrDefault(relation.oid(), List.of()),
            triggers.getOrDefault(relation.oid(), List.of()),
            options,
            relation.comment()));
  }

  /** The columns, without those that are a parent's and just like there. */
  private List<Column> columns(RelationsReader.Relation relation) {
    return columns.getOrDefault(relation.oid(), List.of()).stream()
        .filter(found -> !isInherited(relation, found))
        .map(found -> changed(relation, found))
        .toList();
  }

  private List<Column> all(long relation) {
    return columns.getOrDefault(relation, List.of()).stream()
        .map(ColumnsReader.Found::column)
        .toList();
  }

  private boolean isOrderedLikeParent(RelationsReader.Relation relation) {
    List<String> parent = all(relation.parents().get(0)).stream().map(Column::name).toList();
    return all(relation.oid()).stream().map(Column::name).toList().equals(parent);
  }

  /** A column that a parent defines is marked as such. */
  private static Column changed(RelationsReader.Relation relation, ColumnsReader.Found found) {
    if (found.local() || relation.partition() || relation.parents().isEmpty()) {
      return found.column();
    }
    Map<String, String> options = new TreeMap<>(found.column().options());
    options.put(ColumnsReader.INHERITED, "true");
    return found.column().withOptions(options);
  }

  private boolean isInherited(RelationsReader.Relation relation, ColumnsReader.Found found) {
    if (relation.parents().isEmpty() || (found.local() && !relation.partition())) {
      return false;
    }
    Column column = found.column();
    Optional<Column> parent =
        relation.parents().stream()
            .flatMap(p -> columns.getOrDefault(p, List.of()).stream())
            .map(ColumnsReader.Found::column)
            .filter(c -> c.name().equals(column.name()))
            .findFirst();
    return parent.isPresent()
        && column.comment().isEmpty()
        && column.nullable() == parent.get().nullable()
        && column.defaultValue().equals(parent.get().defaultValue())
        && column.generated().equals(parent.get().generated())
        && column.options().equals(parent.get().options());
  }

  private View view(RelationsReader.Relation relation, Map<String, String> options) {
    return Order.of(
        new View(
            relation.name(),
            relation.definition().orElseThrow(),
            relation.kind() == 'm',
            List.of(),
            options,
            indexes.getOrDefault(relation.oid(), List.of()),
            triggers.getOrDefault(relation.oid(), List.of()),
            relation.comment()));
  }
}
