package dev.garganey.script;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Value;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ColumnBuilder is what follows a column: {@code varchar('email', 320).notNull().unique()}. A
 * column is nullable until it says {@code notNull()}, is an identity or belongs to the primary key.
 */
public final class ColumnBuilder extends Builder {
  private final TableBuilder table;
  private final String name;
  private final ColumnType type;
  private Optional<Boolean> nullable = Optional.empty();
  private Optional<Value> defaultValue = Optional.empty();
  private Optional<Identity> identity = Optional.empty();
  private Optional<Generated> generated = Optional.empty();
  private Optional<String> collation = Optional.empty();
  private Optional<String> comment = Optional.empty();
  private final Map<String, String> options = new LinkedHashMap<>();
  private Optional<ForeignKeyBuilder> foreignKey = Optional.empty();
  private Optional<ConstraintBuilder<?>> last = Optional.empty();

  ColumnBuilder(TableBuilder table, String name, ColumnType type) {
    super(table.evaluation);
    this.table = table;
    this.name = name;
    this.type = type;
  }

  /** Refuses NULL. */
  public ColumnBuilder notNull() {
    nullable = Optional.of(false);
    return this;
  }

  /** Allows NULL, which is the default. */
  public ColumnBuilder nullable() {
    nullable = Optional.of(true);
    return this;
  }

  /** Lets no two rows have the same value. */
  public ColumnBuilder unique() {
    last = Optional.of(table.unique(name));
    return this;
  }

  /** Makes this the table's key. */
  public ColumnBuilder primaryKey() {
    last = Optional.of(table.primaryKey(name));
    return this;
  }

  /** What an insert without a value stores: a literal, or an expression as {@code sql('…')}. */
  public ColumnBuilder defaultTo(@Nullable Object value) {
    defaultValue = Optional.of(Value.of(value));
    return this;
  }

  /** Lets the database number the rows: {@code identity(always: true, start: 100)}. */
  public ColumnBuilder identity(
      @NamedParams({
            @NamedParam(value = "always", type = Boolean.class),
            @NamedParam(value = "start", type = Long.class),
            @NamedParam(value = "increment", type = Long.class),
            @NamedParam(value = "min", type = Long.class),
            @NamedParam(value = "max", type = Long.class),
            @NamedParam(value = "cache", type = Long.class),
            @NamedParam(value = "cycle", type = Boolean.class)
          })
          Map<String, ?> numbers) {
    identity = Optional.of(Named.of(numbers).identity());
    return this;
  }

  /** Computes the value from others in the row; stored, unless {@code virtual()} follows. */
  public ColumnBuilder generatedAs(String expression) {
    generated = Optional.of(new Generated(expression, true));
    return this;
  }

  /** Stores the computed value, which is the default. */
  public ColumnBuilder stored() {
    generated = Optional.of(new Generated(expression("stored"), true));
    return this;
  }

  /** Computes the value at each read. */
  public ColumnBuilder virtual() {
    generated = Optional.of(new Generated(expression("virtual"), false));
    return this;
  }

  private String expression(String word) {
    return generated
        .map(Generated::expression)
        .orElseThrow(() -> new SchemaMistake("`" + word + "` needs generatedAs('…') before it"));
  }

  /** The collation by which text is compared. */
  public ColumnBuilder collate(String name) {
    collation = Optional.of(name);
    return this;
  }

  /** A remark that the database keeps. */
  public ColumnBuilder comment(String text) {
    comment = Optional.of(text);
    return this;
  }

  /** A condition that each row satisfies. */
  public ColumnBuilder check(String expression) {
    last = Optional.of(table.columnCheck(name, expression));
    return this;
  }

  /** A condition with a name of its own. */
  public ColumnBuilder check(String name, String expression) {
    last = Optional.of(table.check(name, expression));
    return this;
  }

  /** Makes the column a foreign key to columns of a table, by default to its primary key. */
  public ColumnBuilder references(String table, String... columns) {
    if (foreignKey.isEmpty()) {
      foreignKey = Optional.of(this.table.foreignKey(name));
    }
    foreignKey.get().references(table, columns);
    last = Optional.of(foreignKey.get());
    return this;
  }

  /** What happens when the referenced row goes: CASCADE, SET_NULL, RESTRICT… */
  public ColumnBuilder onDelete(ReferentialAction action) {
    key("onDelete").onDelete(action);
    return this;
  }

  /** What happens when the referenced key changes. */
  public ColumnBuilder onUpdate(ReferentialAction action) {
    key("onUpdate").onUpdate(action);
    return this;
  }

  /** Lets a transaction put off the check of the constraint before. */
  public ColumnBuilder deferrable() {
    constraint("deferrable").deferrable();
    return this;
  }

  /** Puts off the check of the constraint before until the transaction commits. */
  public ColumnBuilder initiallyDeferred() {
    constraint("initiallyDeferred").initiallyDeferred();
    return this;
  }

  /** Names the constraint before: {@code unique().named('one_email')}. */
  public ColumnBuilder named(String name) {
    constraint("named").named(name);
    return this;
  }

  /** Makes an index of this column alone. */
  public ColumnBuilder index() {
    table.index(name);
    return this;
  }

  /** The name that this column had, so that it is renamed and not made anew (schema models). */
  public ColumnBuilder renamedFrom(String oldName) {
    table.noteRenamed(this, oldName);
    return this;
  }

  /** What only one product knows of a column: {@code options(compression: 'lz4')}. */
  public ColumnBuilder options(Map<String, ?> more) {
    more.forEach((key, value) -> options.put(key, String.valueOf(value)));
    return this;
  }

  private ForeignKeyBuilder key(String word) {
    return foreignKey.orElseThrow(
        () -> new SchemaMistake("`" + word + "` needs references('…') before it"));
  }

  private ConstraintBuilder<?> constraint(String word) {
    return last.orElseThrow(
        () ->
            new SchemaMistake(
                "`"
                    + word
                    + "` needs a constraint before it: unique(), primaryKey(), check('…') or"
                    + " references('…')"));
  }

  void useForeignKey(ForeignKeyBuilder key) {
    foreignKey = Optional.of(key);
    last = Optional.of(key);
  }

  void useConstraint(ConstraintBuilder<?> constraint) {
    last = Optional.of(constraint);
  }

  void useNotNull() {
    nullable = Optional.of(false);
  }

  void useIdentity(Identity numbers) {
    identity = Optional.of(numbers);
  }

  String columnName() {
    return name;
  }

  ColumnType type() {
    return type;
  }

  Column build(boolean inPrimaryKey) {
    return new Column(
        name,
        type,
        nullable.orElse(!inPrimaryKey && identity.isEmpty()),
        defaultValue,
        identity,
        generated,
        collation,
        comment,
        options);
  }

  @Override
  String placeTitle() {
    return " after a column";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    return vocabulary.knows(TableBuilder.class, word)
        ? Optional.of("Begin a new line, or put a semicolon before it.")
        : Optional.empty();
  }
}
