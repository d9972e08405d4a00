package dev.garganey.script;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import dev.garganey.model.Trigger;
import dev.garganey.operation.AddEnumValue;
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
import dev.garganey.operation.CreateView;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropExtension;
import dev.garganey.operation.DropFunction;
import dev.garganey.operation.DropNative;
import dev.garganey.operation.DropSchema;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.DropTrigger;
import dev.garganey.operation.DropView;
import dev.garganey.operation.RefreshView;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import dev.garganey.operation.RenameView;
import dev.garganey.operation.ReplaceView;
import dev.garganey.operation.SetComment;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** ObjectWords are the words for views, sequences, types, functions, triggers and comments. */
public abstract class ObjectWords extends DataWords {
  ObjectWords(Evaluation evaluation, Operations operations, Set<Product> only) {
    super(evaluation, operations, only);
  }

  // --- Views -------------------------------------------------------------------------------------

  /** Makes a view: {@code createView 'v', 'select …'}. */
  public void createView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query) {
    createView(named, name, query, block -> {});
  }

  /** Makes a view with indexes and triggers. */
  public void createView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query,
      @DelegatesTo(value = ViewBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    ViewBuilder view = new ViewBuilder(evaluation, name, query, Named.of(named));
    evaluation.run(body, view);
    addLater(() -> new CreateView(view.build()));
  }

  /** Makes a view, or gives the one of that name another query. */
  public void replaceView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query) {
    replaceView(named, name, query, block -> {});
  }

  /** Makes or replaces a view, with indexes and triggers. */
  public void replaceView(
      @NamedParams({
            @NamedParam(value = "materialized", type = Boolean.class),
            @NamedParam(value = "columns", type = List.class),
            @NamedParam(value = "options", type = Map.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String query,
      @DelegatesTo(value = ViewBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    ViewBuilder view = new ViewBuilder(evaluation, name, query, Named.of(named));
    evaluation.run(body, view);
    addLater(() -> new ReplaceView(view.build()));
  }

  /** Removes a view; {@code cascade: true} removes what depends on it too. */
  public void dropView(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String name) {
    add(new DropView(ObjectName.parse(name), Named.of(named).flag("cascade")));
  }

  /** Gives a view another name. */
  public void renameView(String from, String to) {
    add(new RenameView(ObjectName.parse(from), to));
  }

  /** Computes a materialized view anew; {@code concurrently: true} lets readers go on. */
  public void refreshView(
      @NamedParams({@NamedParam(value = "concurrently", type = Boolean.class)})
          Map<String, ?> named,
      String name) {
    add(new RefreshView(ObjectName.parse(name), Named.of(named).flag("concurrently")));
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
    Named given = Named.of(named);
    add(
        new CreateSequence(
            new Sequence(
                ObjectName.parse(name),
                given.type("type"),
                given.sequence(),
                given.value("ownedBy").map(ObjectWords::owner),
                given.text("comment"))));
  }

  /** Gives a sequence other numbers: all of them, as they shall be. */
  public void alterSequence(
      @NamedParams({
            @NamedParam(value = "start", type = Long.class),
            @NamedParam(value = "increment", type = Long.class),
            @NamedParam(value = "min", type = Long.class),
            @NamedParam(value = "max", type = Long.class),
            @NamedParam(value = "cache", type = Long.class),
            @NamedParam(value = "cycle", type = Boolean.class),
            @NamedParam(value = "ownedBy", type = Object.class)
          })
          Map<String, ?> named,
      String name) {
    Named given = Named.of(named);
    add(
        new AlterSequence(
            ObjectName.parse(name),
            given.sequence(),
            given.value("ownedBy").map(ObjectWords::owner)));
  }

  static ColumnRef owner(Object given) {
    if (given instanceof List<?> list && list.size() == 2) {
      return new ColumnRef(
          ObjectName.parse(String.valueOf(list.get(0))), String.valueOf(list.get(1)));
    }
    String text = String.valueOf(given);
    int dot = text.lastIndexOf('.');
    if (dot < 1) {
      throw new SchemaMistake("A sequence is owned by a column: ownedBy: 'table.column'");
    }
    return new ColumnRef(ObjectName.parse(text.substring(0, dot)), text.substring(dot + 1));
  }

  /** Removes a sequence. */
  public void dropSequence(String name) {
    add(new DropSequence(ObjectName.parse(name)));
  }

  /** Gives a sequence another name. */
  public void renameSequence(String from, String to) {
    add(new RenameSequence(ObjectName.parse(from), to));
  }

  // --- Types -------------------------------------------------------------------------------------

  /** Makes a type of listed values: {@code createEnum 'mood', 'happy', 'sad'}. */
  public void createEnum(
      @NamedParams({@NamedParam(value = "comment", type = String.class)}) Map<String, ?> named,
      String name,
      String... values) {
    add(
        new CreateEnum(
            new EnumType(
                ObjectName.parse(name), List.of(values), Named.of(named).text("comment"))));
  }

  /** Adds a value to an enum: {@code addEnumValue 'mood', 'ok', after: 'happy'}. */
  public void addEnumValue(
      @NamedParams({
            @NamedParam(value = "before", type = String.class),
            @NamedParam(value = "after", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String value) {
    Named given = Named.of(named);
    add(new AddEnumValue(ObjectName.parse(name), value, given.text("before"), given.text("after")));
  }

  /** Gives a value of an enum another name; the rows that have it follow. */
  public void renameEnumValue(String name, String from, String to) {
    add(new RenameEnumValue(ObjectName.parse(name), from, to));
  }

  /** Gives an enum another name. */
  public void renameEnum(String from, String to) {
    add(new RenameEnum(ObjectName.parse(from), to));
  }

  /** Removes an enum that no column uses. */
  public void dropEnum(String name) {
    add(new DropEnum(ObjectName.parse(name)));
  }

  /** Makes a type with rules of its own: {@code createDomain('email', text()).notNull()}. */
  public DomainBuilder createDomain(String name, ColumnType type) {
    DomainBuilder domain = new DomainBuilder(evaluation, ObjectName.parse(name), type);
    addLater(() -> new CreateDomain(domain.build()));
    return domain;
  }

  /** Removes a domain that no column uses. */
  public void dropDomain(String name) {
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
    Named given = Named.of(named);
    add(new CreateExtension(new Extension(name, given.text("schema"), given.text("version"))));
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
    Signature split = Signature.of(signature);
    add(
        new CreateFunction(
            new Function(split.name(), kind, split.arguments(), definition, given.text("comment")),
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
            ObjectName.parse(given.text("on").orElseThrow()),
            new Trigger(name, definition, given.flag("constraint"), given.text("comment"))));
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
    add(new CreateNative(nativeObject(kind, name, sql, Named.of(named))));
  }

  /** An object that has no word of its own, with what named arguments say of it. */
  static NativeObject nativeObject(String kind, String name, String sql, Named given) {
    return new NativeObject(
        kind,
        name,
        sql,
        given.text("drop").orElse(""),
        given.text("partOf").map(ObjectRef::parse),
        refs(given.value("dependsOn")));
  }

  private static Set<ObjectRef> refs(Optional<Object> given) {
    Set<ObjectRef> refs = new TreeSet<>();
    if (given.isPresent() && given.get() instanceof List<?> list) {
      list.forEach(ref -> refs.add(ObjectRef.parse(String.valueOf(ref))));
    }
    return refs;
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
  public void commentOnEnum(String name, @Nullable String text) {
    comment(CommentTarget.ENUM, name, text);
  }

  /** Sets the comment of a domain; null removes it. */
  public void commentOnDomain(String name, @Nullable String text) {
    comment(CommentTarget.DOMAIN, name, text);
  }

  private void comment(CommentTarget target, String name, @Nullable String text) {
    add(
        new SetComment(
            target, ObjectName.parse(name), Optional.empty(), Optional.ofNullable(text)));
  }
}
