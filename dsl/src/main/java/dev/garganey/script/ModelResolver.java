package dev.garganey.script;

import dev.garganey.diff.Query;
import dev.garganey.diff.SchemaModel;
import dev.garganey.diff.Seed;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Constraint.ForeignKey;
import dev.garganey.model.Domain;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.operation.SourcePosition;
import dev.garganey.script.ModelParts.Part;
import dev.garganey.script.ModelParts.TablePart;
import dev.garganey.script.ModelParts.TriggerPart;
import dev.garganey.script.ModelParts.ViewPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * ModelResolver puts the parts of a model together. All names are resolved here, at the end, so
 * that files and objects see each other in any order.
 */
final class ModelResolver {
  private final ModelParts parts;
  private final Map<ObjectName, TablePart> tables = new TreeMap<>();
  private final Map<ObjectName, Place> relations = new HashMap<>();
  private final Map<ObjectName, Place> types = new HashMap<>();
  private final Set<ObjectName> wrong = new HashSet<>();
  private Schema schema = Schema.EMPTY;

  private ModelResolver(ModelParts parts) {
    this.parts = parts;
  }

  /** The model; what is wrong with it was noted where it stands. */
  static SchemaModel resolve(ModelParts parts) {
    return new ModelResolver(parts).resolve();
  }

  private SchemaModel resolve() {
    for (String name : parts.schemas) {
      schema = schema.withSchema(name);
    }
    addTypes();
    addTables();
    addSequences();
    addViews();
    parts.triggers.forEach(this::addTrigger);
    parts.natives.forEach(this::addNative);
    List<Seed> seeds = new SeedResolver(schema, wrong).resolve(parts.seeds);
    ModelHints hints = new ModelHints(parts, schema);
    return new SchemaModel(schema, hints.collect(), seeds, queries(), positions());
  }

  private Map<ObjectName, SourcePosition> positions() {
    Map<ObjectName, SourcePosition> positions = new HashMap<>();
    types.forEach((name, place) -> positions.put(name, place.at()));
    relations.forEach((name, place) -> positions.put(name, place.at()));
    return positions;
  }

  /** Tells of what is declared twice; whether it was not. */
  private static boolean isFirst(Map<ObjectName, Place> known, ObjectName name, Place place) {
    Place other = known.putIfAbsent(name, place);
    if (other != null) {
      place.note("`" + name + "` is declared already, at " + other.at());
    }
    return other == null;
  }

  /** Adds something to the schema; what that refuses is noted. */
  private void add(Place place, Consumer<Place> addition) {
    try {
      addition.accept(place);
    } catch (SchemaMistake mistake) {
      place.note(mistake.getMessage());
    }
  }

  // --- Types, functions --------------------------------------------------------------------------

  private void addTypes() {
    parts.enums.stream()
        .filter(e -> isFirst(types, e.value().name(), e.place()))
        .forEach(e -> schema = schema.with(e.value()));
    for (Part<DomainBuilder> part : parts.domains) {
      add(
          part.place(),
          place -> {
            Domain domain = part.value().build();
            if (isFirst(types, domain.name(), place)) {
              schema = schema.with(domain);
            }
          });
    }
    parts.extensions.forEach(e -> schema = schema.with(e.value()));
    for (Part<dev.garganey.model.Function> part : parts.functions) {
      if (schema.findFunction(part.value().signature()).isPresent()) {
        part.place().note("`" + part.value().signature() + "` is declared already");
      } else {
        schema = schema.with(part.value());
      }
    }
    schema.domains().forEach(d -> requireType(d.type(), typePlace(d.name())));
  }

  private Place typePlace(ObjectName name) {
    return types.get(name);
  }

  private void requireType(ColumnType type, Place place) {
    if (type instanceof ColumnType.ArrayOf array) {
      requireType(array.element(), place);
    } else if (type instanceof ColumnType.OfEnum of && schema.findEnum(of.name()).isEmpty()) {
      missing(place, "enum", of.name(), schema.enums().stream().map(e -> e.name()).toList());
    }
  }

  private static void missing(
      Place place, String kind, ObjectName name, Collection<ObjectName> known) {
    place.note(
        "There is no " + kind + " `" + name + "`",
        Suggestion.nearest(name.toString(), known.stream().map(ObjectName::toString).toList())
            .map(n -> "Did you mean `" + n + "`?"));
  }

  // --- Tables ------------------------------------------------------------------------------------

  private void addTables() {
    for (TablePart part : parts.tables) {
      if (isFirst(relations, part.name(), part.place())) {
        tables.put(part.name(), part);
      }
    }
    KeyReferences references = new KeyReferences(tables);
    for (TablePart part : tables.values()) {
      Optional<Table> table = references.expand(part).filter(t -> hasColumns(t, part));
      if (table.isEmpty()) {
        wrong.add(part.name());
        continue;
      }
      add(part.place(), place -> schema = schema.with(table.get()));
      for (Column column : table.get().columns()) {
        requireType(column.type(), part.place().at(part.builder().placeOf(column.name())));
      }
    }
    for (Table table : schema.tables()) {
      checkForeignKeys(table);
    }
  }

  private static boolean hasColumns(Table table, TablePart part) {
    if (table.columns().isEmpty() && !table.mayLackColumns()) {
      part.place().note("Table `" + table.name() + "` needs at least one column");
      return false;
    }
    return true;
  }

  private void checkForeignKeys(Table table) {
    TablePart part = tables.get(table.name());
    for (int i = 0; i < table.constraints().size(); i++) {
      if (table.constraints().get(i) instanceof ForeignKey key
          && !wrong.contains(key.references())) {
        Constraint declared = part.table().orElseThrow().constraints().get(i);
        check(table, key, part.place().at(part.builder().placeOf(declared)));
      }
    }
  }

  private void check(Table table, ForeignKey key, Place place) {
    Optional<Table> parent = schema.findTable(key.references());
    if (parent.isEmpty()) {
      missing(place, "table", key.references(), tables.keySet());
      return;
    }
    if (parent.get().takesColumns()) {
      return;
    }
    List<String> targets =
        key.referencedColumns().isEmpty()
            ? parent.get().primaryKey().map(k -> k.columns()).orElse(List.of())
            : key.referencedColumns();
    for (String target : targets) {
      if (parent.get().findColumn(target).isEmpty()) {
        place.note(
            "Table `" + parent.get().name() + "` has no column `" + target + "`",
            Suggestion.nearest(target, parent.get().columns().stream().map(c -> c.name()).toList())
                .map(n -> "Did you mean `" + n + "`?"));
      }
    }
    if (targets.size() != key.columns().size()) {
      place.note(
          "A foreign key of `%s` has %d columns, the primary key of `%s` has %d"
              .formatted(table.name(), key.columns().size(), parent.get().name(), targets.size()));
    }
  }

  // --- Sequences, views, triggers ----------------------------------------------------------------

  private void addSequences() {
    for (Part<Sequence> part : parts.sequences) {
      Sequence sequence = part.value();
      if (!isFirst(relations, sequence.name(), part.place())) {
        continue;
      }
      schema = schema.with(sequence);
      sequence
          .ownedBy()
          .filter(owner -> !wrong.contains(owner.table()))
          .ifPresent(
              owner -> add(part.place(), p -> schema.table(owner.table()).column(owner.column())));
    }
  }

  private void addViews() {
    Set<ObjectName> names = parts.views.stream().map(ViewPart::name).collect(Collectors.toSet());
    Schema known = schema;
    for (ViewPart part : parts.views) {
      if (isFirst(relations, part.name(), part.place())) {
        add(
            part.place(),
            place -> {
              Optional<View> view = view(part, known, names);
              if (view.isPresent()) {
                schema = schema.with(view.get());
              } else {
                wrong.add(part.name());
              }
            });
      }
    }
  }

  private Optional<View> view(ViewPart part, Schema known, Set<ObjectName> views) {
    ModelViewBuilder builder = part.builder();
    Optional<String> query = builder.verbatim();
    if (query.isEmpty()) {
      query = JoinedView.query(builder, known, views, wrong, part.place());
    }
    return query.map(builder::build);
  }

  private void addTrigger(TriggerPart part) {
    if (wrong.contains(part.on())) {
      return;
    }
    add(
        part.place(),
        place ->
            schema =
                new dev.garganey.operation.CreateTrigger(part.on(), part.trigger())
                    .applyTo(schema));
  }

  private void addNative(Part<NativeObject> part) {
    if (schema.findNative(part.value().ref()).isPresent()) {
      part.place().note("`" + part.value().ref() + "` is declared already");
    } else {
      schema = schema.with(part.value());
    }
  }

  // --- Queries -----------------------------------------------------------------------------------

  private List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (TablePart part : tables.values()) {
      List<Query> own = part.builder().queries().queries();
      queries.addAll(own);
      schema
          .findTable(part.name())
          .ifPresent(table -> own.forEach(query -> check(query, table, part.place())));
    }
    for (ViewPart part : parts.views) {
      for (Query query : part.builder().queries().queries()) {
        queries.add(query);
        if (isWriting(query.kind())) {
          part.place()
              .at(query.at())
              .note("`" + part.name() + "` is a view, and views are only read");
        }
      }
    }
    return queries;
  }

  private static boolean isWriting(Query.Kind kind) {
    return switch (kind) {
      case SELECT_ALL, SELECT_BY, SELECT_ONE_BY, SELECT_LIKE -> false;
      default -> true;
    };
  }

  private static void check(Query query, Table table, Place place) {
    Place at = place.at(query.at());
    List<String> known = table.columns().stream().map(c -> c.name()).toList();
    for (String column : query.columns()) {
      if (!known.contains(column)) {
        at.note(
            "Table `" + table.name() + "` has no column `" + column + "`",
            Suggestion.nearest(column, known).map(n -> "Did you mean `" + n + "`?"));
      }
    }
    if (query.kind() == Query.Kind.UPSERT && SeedResolver.defaultKey(table).isEmpty()) {
      at.note(
          "`upsert` needs a key, and `"
              + table.name()
              + "` has neither a primary nor a unique one");
    }
  }
}
