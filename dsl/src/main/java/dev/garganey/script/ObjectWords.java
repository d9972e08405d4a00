package dev.garganey.script;

import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.operation.AddEnumValue;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateExtension;
import dev.garganey.operation.CreateFunction;
import dev.garganey.operation.CreateNative;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.CreateTrigger;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.SetComment;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ObjectWords are the words for schemas, sequences, types, functions, triggers and comments. */
public abstract class ObjectWords extends ViewWords {
  ObjectWords(Evaluation evaluation, Operations operations, Set<Product> only) {
    super(evaluation, operations, only);
  }

  // --- Schemas, sequences ------------------------------------------------------------------------

  /** Makes a schema, a name space for other objects. */
  public void createSchema(String name) {
    add(new CreateSchema(name));
  }

  /** Removes an empty schema. */
  public void dropSchema(String name) {
    add(new DropSchema(name));
  }

  /** Makes a sequence: {@code createSequence 's', start: 100, ownedBy: 't.c'}. */
  public void createSequence(
      @NamedParams({
            @NamedParam(value = "start", type = Long.class),
            @NamedParam(value = "increment", type = Long.class),
            @NamedParam(value = "min", type = Long.class),
            @NamedParam(value = "max", type = Long.class),
            @NamedParam(value = "cache", type = Long.class),
            @NamedParam(value = "cycle", type = Boolean.class),
            @NamedParam(value = "type", type = ColumnType.class),
            @NamedParam(value = "ownedBy", type = Object.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name) {
    add(new CreateSequence(NamedObjects.sequence(name, Named.of(named))));
  }

  /** Gives a sequence other numbers: all of them, as they shall be; its type stays if not said. */
  public void alterSequence(
      @NamedParams({
            @NamedParam(value = "start", type = Long.class),
            @NamedParam(value = "increment", type = Long.class),
            @NamedParam(value = "min", type = Long.class),
            @NamedParam(value = "max", type = Long.class),
            @NamedParam(value = "cache", type = Long.class),
            @NamedParam(value = "cycle", type = Boolean.class),
            @NamedParam(value = "type", type = ColumnType.class),
            @NamedParam(value = "ownedBy", type = Object.class)
          })
          Map<String, ?> named,
      @NameOf(NameKind.SEQUENCE) String name) {
    Named given = Named.of(named);
    add(
        new AlterSequence(
            ObjectName.parse(name),
            given.sequence(),
            given.value("ownedBy").map(NamedObjects::owner),
            given.type("type")));
  }

  /** Removes a sequence. */
  public void dropSequence(@NameOf(NameKind.SEQUENCE) String name) {
    add(new DropSequence(ObjectName.parse(name)));
  }

  /** Gives a sequence another name. */
  public void renameSequence(@NameOf(NameKind.SEQUENCE) String from, String to) {
    add(new RenameSequence(ObjectName.parse(from), to));
  }

  // --- Types -------------------------------------------------------------------------------------

  /** Makes a type of listed values: {@code createEnum 'mood', 'happy', 'sad'}. */
  public void createEnum(
      @NamedParams({@NamedParam(value = "comment", type = String.class)}) Map<String, ?> named,
      String name,
      String... values) {
    add(new CreateEnum(NamedObjects.enumType(name, values, Named.of(named))));
  }

  /** Adds a value to an enum: {@code addEnumValue 'mood', 'ok', after: 'happy'}. */
  public void addEnumValue(
      @NamedParams({
            @NamedParam(value = "before", type = String.class),
            @NamedParam(value = "after", type = String.class)
          })
          Map<String, ?> named,
      @NameOf(NameKind.ENUM) String name,
      String value) {
    Named given = Named.of(named);
    add(new AddEnumValue(ObjectName.parse(name), value, given.text("before"), given.text("after")));
  }

  /** Gives a value of an enum another name; the rows that have it follow. */
  public void renameEnumValue(@NameOf(NameKind.ENUM) String name, String from, String to) {
    add(new RenameEnumValue(ObjectName.parse(name), from, to));
  }

  /** Gives an enum another name. */
  public void renameEnum(@NameOf(NameKind.ENUM) String from, String to) {
    add(new RenameEnum(ObjectName.parse(from), to));
  }

  /** Removes an enum that no column uses. */
  public void dropEnum(@NameOf(NameKind.ENUM) String name) {
    add(new DropEnum(ObjectName.parse(name)));
  }

  /** Makes a type with rules of its own: {@code createDomain('email', text()).notNull()}. */
  public DomainBuilder createDomain(String name, ColumnType type) {
    DomainBuilder domain = new DomainBuilder(evaluation, ObjectName.parse(name), type);
    addLater(() -> new CreateDomain(domain.build()));
    return domain;
  }

  /** Gives a domain other rules: all of them, as they shall be; its type stays. */
  public DomainBuilder alterDomain(@NameOf(NameKind.DOMAIN) String name, ColumnType type) {
    DomainBuilder domain = new DomainBuilder(evaluation, ObjectName.parse(name), type);
    addLater(() -> new AlterDomain(domain.build()));
    return domain;
  }

  /** Removes a domain that no column uses. */
  public void dropDomain(@NameOf(NameKind.DOMAIN) String name) {
    add(new DropDomain(ObjectName.parse(name)));
  }

  // --- Extensions, functions, triggers -----------------------------------------------------------

  /** Installs an extension that the server has at hand. */
  public void createExtension(
      @NamedParams({
            @NamedParam(value = "schema", type = String.class),
            @NamedParam(value = "version", type = String.class)
          })
          Map<String, ?> named,
      String name) {
    add(new CreateExtension(NamedObjects.extension(name, Named.of(named))));
  }

  /** Removes an extension. */
  public void dropExtension(String name) {
    add(new DropExtension(name));
  }

  /** Makes a function: {@code createFunction 'f(a integer)', 'returns integer …'}. */
  public void createFunction(
      @NamedParams({
            @NamedParam(value = "replace", type = Boolean.class),
            @NamedParam(value = "unchecked", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String signature,
      String definition) {
    create("FUNCTION", signature, definition, Named.of(named));
  }

  /** Makes a procedure. */
  public void createProcedure(
      @NamedParams({
            @NamedParam(value = "replace", type = Boolean.class),
            @NamedParam(value = "unchecked", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String signature,
      String definition) {
    create("PROCEDURE", signature, definition, Named.of(named));
  }

  /** Makes an aggregate. */
  public void createAggregate(
      @NamedParams({
            @NamedParam(value = "replace", type = Boolean.class),
            @NamedParam(value = "unchecked", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String signature,
      String definition) {
    create("AGGREGATE", signature, definition, Named.of(named));
  }

  private void create(String kind, String signature, String definition, Named given) {
    add(
        new CreateFunction(
            NamedObjects.function(kind, signature, definition, given),
            given.flag("replace"),
            given.flag("unchecked")));
  }

  /** Removes a function: {@code dropFunction 'f(a integer)'}. */
  public void dropFunction(String signature) {
    drop("FUNCTION", signature);
  }

  /** Removes a procedure. */
  public void dropProcedure(String signature) {
    drop("PROCEDURE", signature);
  }

  /** Removes an aggregate. */
  public void dropAggregate(String signature) {
    drop("AGGREGATE", signature);
  }

  private void drop(String kind, String signature) {
    Signature split = Signature.of(signature);
    add(new DropFunction(split.name(), kind, split.arguments()));
  }

  /** Makes a trigger: {@code createTrigger 'stamp', 'before update …', on: 'users'}. */
  public void createTrigger(
      @NamedParams({
            @NamedParam(value = "on", type = String.class, required = true),
            @NamedParam(value = "constraint", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String definition) {
    Named given = Named.of(named);
    add(
        new CreateTrigger(
            ObjectName.parse(given.text("on").orElseThrow()), given.trigger(name, definition)));
  }

  /** Removes a trigger: {@code dropTrigger 'stamp', on: 'users'}. */
  public void dropTrigger(
      @NamedParams({@NamedParam(value = "on", type = String.class, required = true)})
          Map<String, ?> named,
      String name) {
    add(new DropTrigger(ObjectName.parse(Named.of(named).text("on").orElseThrow()), name));
  }

  // --- What only one product knows ---------------------------------------------------------------

  /**
   * Makes an object that has no word of its own: {@code createNative 'cast', 'text as integer',
   * 'create cast …', drop: 'drop cast …'}.
   */
  public void createNative(
      @NamedParams({
            @NamedParam(value = "drop", type = String.class),
            @NamedParam(value = "partOf", type = String.class),
            @NamedParam(value = "dependsOn", type = List.class)
          })
          Map<String, ?> named,
      String kind,
      String name,
      String sql) {
    add(new CreateNative(NamedObjects.nativeObject(kind, name, sql, Named.of(named))));
  }

  /**
   * Removes an object that has no word of its own: {@code dropNative 'cast', 'text as integer'}.
   */
  public void dropNative(String kind, String name) {
    add(new DropNative(kind, name));
  }

  // --- Comments ----------------------------------------------------------------------------------

  /** Sets the comment of a table; null removes it. */
  public void commentOnTable(String table, @Nullable String text) {
    comment(CommentTarget.TABLE, table, text);
  }

  /** Sets the comment of a column; null removes it. */
  public void commentOnColumn(String table, String column, @Nullable String text) {
    add(
        new SetComment(
            CommentTarget.COLUMN,
            ObjectName.parse(table),
            Optional.of(column),
            Optional.ofNullable(text)));
  }

  /** Sets the comment of a view; null removes it. */
  public void commentOnView(String view, @Nullable String text) {
    comment(CommentTarget.VIEW, view, text);
  }

  /** Sets the comment of an index; null removes it. */
  public void commentOnIndex(String index, @Nullable String text) {
    comment(CommentTarget.INDEX, index, text);
  }

  /** Sets the comment of a sequence; null removes it. */
  public void commentOnSequence(String sequence, @Nullable String text) {
    comment(CommentTarget.SEQUENCE, sequence, text);
  }

  /** Sets the comment of an enum; null removes it. */
  public void commentOnEnum(@NameOf(NameKind.ENUM) String name, @Nullable String text) {
    comment(CommentTarget.ENUM, name, text);
  }

  /** Sets the comment of a domain; null removes it. */
  public void commentOnDomain(@NameOf(NameKind.DOMAIN) String name, @Nullable String text) {
    comment(CommentTarget.DOMAIN, name, text);
  }

  private void comment(CommentTarget target, String name, @Nullable String text) {
    add(
        new SetComment(
            target, ObjectName.parse(name), Optional.empty(), Optional.ofNullable(text)));
  }
}
