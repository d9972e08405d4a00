package dev.garganey.script;

import dev.garganey.model.ConstraintKind;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import dev.garganey.operation.AddColumn;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropColumn;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropTable;
import dev.garganey.operation.RenameColumn;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.RenameTable;
import dev.garganey.operation.SetTableOptions;
import dev.garganey.operation.ValidateConstraint;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OperationsBuilder is the body of {@code up} and {@code down}: one word per operation. */
public final class OperationsBuilder extends ObjectWords {
  private final String title;

  /**
   * @param only the products that these operations are for; empty for all
   */
  OperationsBuilder(Evaluation evaluation, String title, Operations operations, Set<Product> only) {
    super(evaluation, operations, only);
    this.title = title;
  }

  /** Operations for some products alone: {@code only POSTGRESQL, SQLITE { … }}. */
  public void only(Object... products) {
    Only given = Only.of(products);
    Set<Product> wanted = EnumSet.copyOf(given.products());
    if (!only.isEmpty()) {
      wanted.retainAll(only);
    }
    if (wanted.isEmpty()) {
      throw new SchemaMistake("This is for no product at all, given the `only` around it");
    }
    evaluation.run(given.block(), new OperationsBuilder(evaluation, title, operations, wanted));
  }

  // --- Tables ------------------------------------------------------------------------------------

  /** Makes a table with columns, constraints and indexes. */
  public void createTable(
      String name,
      @DelegatesTo(value = TableBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    TableBuilder builder = table(name, true);
    int mistakes = evaluation.mistakeCount();
    evaluation.run(body, builder);
    builder
        .build(mistakes)
        .ifPresent(
            table -> {
              operations.noteCreated(table);
              add(new CreateTable(table));
            });
  }

  private TableBuilder table(String name, boolean isNew) {
    return new TableBuilder(evaluation, ObjectName.parse(name), isNew, operations::findCreated);
  }

  /** Removes a table and its rows; {@code cascade: true} removes what depends on it too. */
  public void dropTable(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      @NameOf(NameKind.TABLE) String name) {
    add(new DropTable(ObjectName.parse(name), Named.of(named).flag("cascade")));
  }

  /** Gives a table another name; what refers to it follows. */
  public void renameTable(@NameOf(NameKind.TABLE) String from, String to) {
    add(new RenameTable(ObjectName.parse(from), to));
  }

  /** Changes what only one product knows of a table; null or an empty text removes it. */
  public void tableOptions(Map<String, ?> options, String table) {
    Map<String, String> values = new LinkedHashMap<>();
    options.forEach(
        (key, value) ->
            values.put(key, value == null || value.equals(false) ? "" : String.valueOf(value)));
    if (values.isEmpty()) {
      throw new SchemaMistake("`tableOptions` needs an option: tableOptions 't', strict: true");
    }
    add(new SetTableOptions(ObjectName.parse(table), values));
  }

  // --- Columns -----------------------------------------------------------------------------------

  /** Adds columns, and constraints and indexes with them. */
  public void addColumn(
      String table,
      @DelegatesTo(value = TableBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    TableBuilder builder = table(table, false);
    evaluation.run(body, builder);
    ObjectName name = builder.tableName();
    builder.addedColumns().forEach((at, c) -> addAt(at, new AddColumn(name, c)));
    builder.addedConstraints().forEach((at, c) -> addAt(at, new AddConstraint(name, c)));
    builder
        .addedIndexes()
        .forEach((at, i) -> addAt(at, new CreateIndex(name, i, at.isConcurrent())));
  }

  private void addAt(Builder place, dev.garganey.operation.Operation operation) {
    operations.add(only, place.at, Optional.empty(), () -> List.of(operation));
  }

  /** Removes a column and its values, with the constraints and indexes that use it. */
  public void dropColumn(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      String column) {
    add(new DropColumn(ObjectName.parse(table), column, Named.of(named).flag("cascade")));
  }

  /** Gives a column another name; keys and indexes follow. */
  public void renameColumn(String table, @NameOf(NameKind.COLUMN) String from, String to) {
    add(new RenameColumn(ObjectName.parse(table), from, to));
  }

  /** Changes a column in place: {@code alterColumn('t', 'c') { notNull(); defaultTo 0 }}. */
  public void alterColumn(
      String table,
      String column,
      @DelegatesTo(value = AlterColumnBuilder.class, strategy = Closure.DELEGATE_ONLY) Body body) {
    AlterColumnBuilder builder = new AlterColumnBuilder(evaluation);
    if (evaluation.run(body, builder)) {
      add(new AlterColumn(ObjectName.parse(table), column, builder.changes()));
    }
  }

  // --- Constraints -------------------------------------------------------------------------------

  private <B extends ConstraintBuilder<B>> B constraint(String table, B builder) {
    addLater(() -> new AddConstraint(ObjectName.parse(table), builder.build()));
    return builder;
  }

  /** Adds a primary key. */
  public KeyBuilder addPrimaryKey(String table, String... columns) {
    return constraint(
        table, new KeyBuilder(evaluation, ObjectName.parse(table), true, List.of(columns)));
  }

  /** Adds a unique constraint. */
  public KeyBuilder addUnique(String table, String... columns) {
    return constraint(
        table, new KeyBuilder(evaluation, ObjectName.parse(table), false, List.of(columns)));
  }

  /** Adds a foreign key: {@code addForeignKey('t', 'a').references('teams', 'id')}. */
  public ForeignKeyBuilder addForeignKey(String table, String... columns) {
    return constraint(
        table, new ForeignKeyBuilder(evaluation, ObjectName.parse(table), List.of(columns)));
  }

  /** Adds a check: {@code addCheck 't', 'positive', 'c > 0'}. */
  public CheckBuilder addCheck(String table, String name, String expression) {
    ObjectName.parse(table);
    return constraint(table, new CheckBuilder(evaluation, name, expression));
  }

  /** Adds an exclusion constraint: {@code addExclusion 't', 'using gist (during with &&)'}. */
  public ExclusionBuilder addExclusion(String table, String definition) {
    return constraint(table, new ExclusionBuilder(evaluation, ObjectName.parse(table), definition));
  }

  /** Removes a constraint by its name; {@code cascade: true} removes what needs it too. */
  public void dropConstraint(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      @NameOf(NameKind.CONSTRAINT) String name) {
    add(
        new DropConstraint(
            ObjectName.parse(table), ConstraintRef.named(name), Named.of(named).flag("cascade")));
  }

  private DropConstraintBuilder drop(
      Map<String, ?> named,
      String table,
      ConstraintKind kind,
      Optional<String> name,
      List<String> columns) {
    DropConstraintBuilder builder =
        new DropConstraintBuilder(
            evaluation,
            ObjectName.parse(table),
            kind,
            name,
            columns,
            Named.of(named).flag("cascade"));
    addLater(builder::operation);
    return builder;
  }

  /** Removes the primary key. */
  public DropConstraintBuilder dropPrimaryKey(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      String... columns) {
    return drop(named, table, ConstraintKind.PRIMARY_KEY, Optional.empty(), List.of(columns));
  }

  /** Removes the unique constraint on these columns, or {@code .named('x')}. */
  public DropConstraintBuilder dropUnique(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      String... columns) {
    return drop(named, table, ConstraintKind.UNIQUE, Optional.empty(), List.of(columns));
  }

  /** Removes the foreign key on these columns, or {@code .named('x')}. */
  public DropConstraintBuilder dropForeignKey(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      String... columns) {
    return drop(named, table, ConstraintKind.FOREIGN_KEY, Optional.empty(), List.of(columns));
  }

  /** Removes a check by its name. */
  public DropConstraintBuilder dropCheck(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      @NameOf(NameKind.CONSTRAINT) String name) {
    return drop(named, table, ConstraintKind.CHECK, Optional.of(name), List.of());
  }

  /** Removes a check that has no name, by its expression. */
  public void dropCheck(
      @NamedParams({
            @NamedParam(value = "expression", type = String.class, required = true),
            @NamedParam(value = "cascade", type = Boolean.class)
          })
          Map<String, ?> named,
      String table) {
    Named given = Named.of(named);
    add(
        new DropConstraint(
            ObjectName.parse(table),
            new ConstraintRef(
                Optional.of(ConstraintKind.CHECK),
                Optional.empty(),
                List.of(),
                given.text("expression")),
            given.flag("cascade")));
  }

  /** Removes an exclusion constraint by its name. */
  public DropConstraintBuilder dropExclusion(
      @NamedParams({@NamedParam(value = "cascade", type = Boolean.class)}) Map<String, ?> named,
      String table,
      @NameOf(NameKind.CONSTRAINT) String name) {
    return drop(named, table, ConstraintKind.EXCLUSION, Optional.of(name), List.of());
  }

  /** Gives a constraint another name. */
  public void renameConstraint(String table, @NameOf(NameKind.CONSTRAINT) String from, String to) {
    add(new RenameConstraint(ObjectName.parse(table), from, to));
  }

  /** Checks the rows that were there before a constraint was added with notValid(). */
  public void validateConstraint(String table, @NameOf(NameKind.CONSTRAINT) String name) {
    add(new ValidateConstraint(ObjectName.parse(table), name));
  }

  // --- Indexes -----------------------------------------------------------------------------------

  /** Makes an index: {@code createIndex('t', 'a', desc('b')).unique().where('c > 0')}. */
  public IndexBuilder createIndex(String table, Object... keys) {
    ObjectName name = ObjectName.parse(table);
    IndexBuilder builder = new IndexBuilder(evaluation, name, KeyOrder.keys(keys));
    addLater(() -> new CreateIndex(name, builder.build(), builder.isConcurrent()));
    return builder;
  }

  /** Removes an index; {@code concurrently: true} lets others go on meanwhile. */
  public DropIndexBuilder dropIndex(
      @NamedParams({@NamedParam(value = "concurrently", type = Boolean.class)})
          Map<String, ?> named,
      String index) {
    DropIndexBuilder builder =
        new DropIndexBuilder(
            evaluation, ObjectName.parse(index), Named.of(named).flag("concurrently"));
    addLater(builder::operation);
    return builder;
  }

  /** Gives an index another name. */
  public void renameIndex(@NameOf(NameKind.INDEX) String from, String to) {
    add(new RenameIndex(ObjectName.parse(from), to));
  }

  @Override
  String placeTitle() {
    return " in " + title + " { }";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    if (vocabulary.knows(MigrationBuilder.class, word)) {
      return Optional.of("This word stands outside of " + title + " { … }.");
    }
    return vocabulary.knows(TableBuilder.class, word)
        ? Optional.of("This word stands in createTable('…') { … } or addColumn('…') { … }.")
        : ModelBuilder.ofModels(word, vocabulary);
  }
}
