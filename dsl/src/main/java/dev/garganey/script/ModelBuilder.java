package dev.garganey.script;

import dev.garganey.diff.Hints;
import dev.garganey.diff.Hints.ObjectKind;
import dev.garganey.diff.Hints.ObjectRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.script.ModelParts.Part;
import dev.garganey.script.ModelParts.TablePart;
import dev.garganey.script.ModelParts.TriggerPart;
import dev.garganey.script.ModelParts.ViewPart;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** ModelBuilder is a file of a schema model: one word for each kind of object. */
public final class ModelBuilder extends SeedWords {
  /** Words that are no words of Groovy's own, which the nouns of migrations are. */
  private static final Map<String, String> WORDS =
      Map.of("enum", "enumType", "native", "nativeObject");

  ModelBuilder(Evaluation evaluation, ModelParts parts) {
    super(evaluation, parts);
  }

  @Override
  SeedWords nested(ModelParts into) {
    return new ModelBuilder(evaluation, into);
  }

  // --- Tables, views -----------------------------------------------------------------------------

  /** A table: the body is that of {@code createTable}. */
  public void table(
      String name,
      @DelegatesTo(value = ModelTableBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    ObjectName table = ObjectName.parse(name);
    Place place = Place.here(evaluation);
    ModelTableBuilder builder = new ModelTableBuilder(evaluation, table);
    int mistakes = evaluation.mistakeCount();
    evaluation.run(body, builder);
    parts.tables.add(new TablePart(table, builder, builder.build(mistakes), place));
  }

  /** A view by its query: {@code view 'v', 'select …'}. */
  public void view(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class),
            @NamedParam(value = "renamedFrom", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query) {
    view(named, name).setQuery(query);
  }

  /** A view: {@code view('v') { sql 'select …' }}, or made of joins. */
  public void view(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class),
            @NamedParam(value = "renamedFrom", type = String.class)
          })
          Map<String, ?> named,
      String name,
      @DelegatesTo(value = ModelViewBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    evaluation.run(body, view(named, name));
  }

  private ModelViewBuilder view(Map<String, ?> named, String name) {
    Named given = Named.of(named);
    ObjectName view = ObjectName.parse(name);
    ModelViewBuilder builder = new ModelViewBuilder(evaluation, view, given);
    parts.views.add(new ViewPart(view, builder, Place.here(evaluation)));
    renamed(ObjectKind.VIEW, view, given);
    return builder;
  }

  /** A trigger of a table or view: {@code trigger 'stamp', 'before update …', on: 'users'}. */
  public void trigger(
      @NamedParams({
            @NamedParam(value = "on", type = String.class, required = true),
            @NamedParam(value = "constraint", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String definition) {
    Named given = Named.of(named);
    parts.triggers.add(
        new TriggerPart(
            ObjectName.parse(given.text("on").orElseThrow()),
            given.trigger(name, definition),
            Place.here(evaluation)));
  }

  // --- Types, sequences --------------------------------------------------------------------------

  /** A type of listed values: {@code enumType 'mood', 'happy', 'sad'}. */
  public void enumType(
      @NamedParams({
            @NamedParam(value = "comment", type = String.class),
            @NamedParam(value = "renamedFrom", type = String.class),
            @NamedParam(value = "renamedValues", type = Map.class)
          })
          Map<String, ?> named,
      String name,
      String... values) {
    Named given = Named.of(named);
    ObjectName type = ObjectName.parse(name);
    parts.enums.add(new Part<>(NamedObjects.enumType(name, values, given), Place.here(evaluation)));
    renamed(ObjectKind.ENUM, type, given);
    given
        .options("renamedValues")
        .forEach((now, old) -> parts.renamedValues.put(new Hints.EnumValue(type, now), old));
  }

  /** A type with rules of its own: {@code domain('email', text()).notNull()}. */
  public DomainBuilder domain(
      @NamedParams({@NamedParam(value = "renamedFrom", type = String.class)}) Map<String, ?> named,
      String name,
      ColumnType type) {
    ObjectName domain = ObjectName.parse(name);
    DomainBuilder builder = new DomainBuilder(evaluation, domain, type);
    parts.domains.add(new Part<>(builder, Place.here(evaluation)));
    renamed(ObjectKind.DOMAIN, domain, Named.of(named));
    return builder;
  }

  /** A sequence: {@code sequence 's', start: 100, ownedBy: 't.c'}. */
  public void sequence(
      @NamedParams({
            @NamedParam(value = "start", type = Long.class),
            @NamedParam(value = "increment", type = Long.class),
            @NamedParam(value = "min", type = Long.class),
            @NamedParam(value = "max", type = Long.class),
            @NamedParam(value = "cache", type = Long.class),
            @NamedParam(value = "cycle", type = Boolean.class),
            @NamedParam(value = "type", type = ColumnType.class),
            @NamedParam(value = "ownedBy", type = Object.class),
            @NamedParam(value = "comment", type = String.class),
            @NamedParam(value = "renamedFrom", type = String.class)
          })
          Map<String, ?> named,
      String name) {
    Named given = Named.of(named);
    parts.sequences.add(new Part<>(NamedObjects.sequence(name, given), Place.here(evaluation)));
    renamed(ObjectKind.SEQUENCE, ObjectName.parse(name), given);
  }

  // --- Schemas, extensions, functions ------------------------------------------------------------

  /** A schema, a name space for other objects. */
  public void schema(
      @NamedParams({@NamedParam(value = "renamedFrom", type = String.class)}) Map<String, ?> named,
      String name) {
    parts.schemas.add(name);
    renamed(ObjectKind.SCHEMA, ObjectName.of(name), Named.of(named));
  }

  /** An extension that the server has at hand. */
  public void extension(
      @NamedParams({
            @NamedParam(value = "schema", type = String.class),
            @NamedParam(value = "version", type = String.class)
          })
          Map<String, ?> named,
      String name) {
    parts.extensions.add(
        new Part<>(NamedObjects.extension(name, Named.of(named)), Place.here(evaluation)));
  }

  /** A function: {@code function 'f(a integer)', 'returns integer …'}. */
  public void function(
      @NamedParams({@NamedParam(value = "comment", type = String.class)}) Map<String, ?> named,
      String signature,
      String definition) {
    routine("FUNCTION", signature, definition, named);
  }

  /** A procedure. */
  public void procedure(
      @NamedParams({@NamedParam(value = "comment", type = String.class)}) Map<String, ?> named,
      String signature,
      String definition) {
    routine("PROCEDURE", signature, definition, named);
  }

  /** An aggregate. */
  public void aggregate(
      @NamedParams({@NamedParam(value = "comment", type = String.class)}) Map<String, ?> named,
      String signature,
      String definition) {
    routine("AGGREGATE", signature, definition, named);
  }

  private void routine(String kind, String signature, String definition, Map<String, ?> named) {
    parts.functions.add(
        new Part<>(
            NamedObjects.function(kind, signature, definition, Named.of(named)),
            Place.here(evaluation)));
  }

  // --- What only one product knows ---------------------------------------------------------------

  /**
   * An object that has no word of its own, by the SQL that makes it: {@code nativeObject 'cast',
   * 'text as integer', 'create cast …', drop: 'drop cast …'}.
   */
  public void nativeObject(
      @NamedParams({
            @NamedParam(value = "drop", type = String.class),
            @NamedParam(value = "partOf", type = String.class),
            @NamedParam(value = "dependsOn", type = List.class)
          })
          Map<String, ?> named,
      String kind,
      String name,
      String sql) {
    parts.natives.add(
        new Part<>(
            NamedObjects.nativeObject(kind, name, sql, Named.of(named)), Place.here(evaluation)));
  }

  // --- How it came to be -------------------------------------------------------------------------

  /** Tables and other objects that may go, with what they hold: {@code dropped 'old_users'}. */
  public void dropped(String... names) {
    for (String name : names) {
      parts.dropped.put(ObjectName.parse(name), Place.here(evaluation));
    }
  }

  private void renamed(ObjectKind kind, ObjectName name, Named given) {
    given
        .text("renamedFrom")
        .ifPresent(
            old ->
                parts.renamed.put(
                    new ObjectRef(kind, name),
                    new ModelParts.Renamed(ObjectName.parse(old), Place.here(evaluation))));
  }

  @Override
  String placeTitle() {
    return " at the top of a schema model";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    if (word.startsWith("create") && word.length() > 6) {
      String noun = word.substring(6, 7).toLowerCase(Locale.ROOT) + word.substring(7);
      String here = WORDS.getOrDefault(noun, noun);
      if (vocabulary.knows(ModelBuilder.class, here)) {
        return Optional.of("A model says what shall be, not what to do: write `" + here + "`.");
      }
    }
    return vocabulary.knows(ModelTableBuilder.class, word)
        ? Optional.of("This word stands in table('…') { … }.")
        : ofMigrations(word, vocabulary);
  }

  /** What to say of a word of models that stands in a migration. */
  static Optional<String> ofModels(String word, Vocabulary vocabulary) {
    return vocabulary.knows(ModelBuilder.class, word)
            || vocabulary.knows(ModelTableBuilder.class, word)
        ? Optional.of("This word belongs in a schema model.")
        : Optional.empty();
  }

  /** What to say of a word of migrations. */
  static Optional<String> ofMigrations(String word, Vocabulary vocabulary) {
    return vocabulary.knows(MigrationBuilder.class, word)
            || vocabulary.knows(OperationsBuilder.class, word)
        ? Optional.of("This word belongs in a migration, and this is a schema model.")
        : Optional.empty();
  }
}
