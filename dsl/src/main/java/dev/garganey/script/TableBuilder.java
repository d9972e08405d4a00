package dev.garganey.script;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Suggestion;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.operation.SourcePosition;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * TableBuilder is the body of {@code createTable} and {@code addColumn}: each type is a word that
 * declares a column, {@code text('name')}.
 */
public sealed class TableBuilder extends ColumnWords permits ModelTableBuilder {
  private final ObjectName name;
  private final boolean isNew;
  private final Function<ObjectName, Optional<Table>> known;
  private final Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
  private final List<ConstraintBuilder<?>> constraints = new ArrayList<>();
  private final List<IndexBuilder> indexes = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final Map<String, String> options = new TreeMap<>();
  private final IdentityHashMap<Constraint, SourcePosition> places = new IdentityHashMap<>();
  private Optional<String> comment = Optional.empty();
  private boolean unnamed;

  /**
   * @param isNew whether the table is created here, rather than given more columns
   * @param known finds a table that the same script has created before
   */
  TableBuilder(
      Evaluation evaluation,
      ObjectName name,
      boolean isNew,
      Function<ObjectName, Optional<Table>> known) {
    super(evaluation);
    this.name = name;
    this.isNew = isNew;
    this.known = known;
  }

  // --- Columns -----------------------------------------------------------------------------------

  @Override
  ColumnBuilder declare(String column, ColumnType type) {
    ColumnBuilder builder = new ColumnBuilder(this, column, type);
    if (columns.putIfAbsent(column, builder) != null) {
      throw new SchemaMistake("Table `" + name + "` has two columns `" + column + "`");
    }
    return builder;
  }

  /** The usual key: a bigint column {@code id} that the database numbers. */
  public ColumnBuilder id() {
    return id("id");
  }

  /** The usual key under another name. */
  public ColumnBuilder id(String column) {
    ColumnBuilder id = declare(column, new ColumnType.BigInt());
    id.useNotNull();
    id.useIdentity(Identity.BY_DEFAULT);
    id.useConstraint(primaryKey(column));
    return id;
  }

  /**
   * A column that refers to a row of another table: {@code reference('team')} is {@code team_id}, a
   * foreign key to {@code teams(id)}. The table is the plural: y becomes ies, a hiss gets es, all
   * else s; {@code table:} names another. The type is that of the key where the same script creates
   * the table, else bigint; {@code type:} names another.
   */
  public ColumnBuilder reference(
      @NamedParams({
            @NamedParam(value = "table", type = String.class),
            @NamedParam(value = "type", type = ColumnType.class)
          })
          Map<String, ?> named,
      String what) {
    Named given = Named.of(named);
    ObjectName parent =
        given.text("table").map(ObjectName::parse).orElse(name.sibling(plural(what)));
    Optional<Column> key = known.apply(parent).flatMap(TableBuilder::key);
    ColumnType type =
        given.type("type").or(() -> key.map(Column::type)).orElseGet(ColumnType.BigInt::new);
    String column = what + "_id";
    ColumnBuilder builder = declare(column, type);
    ForeignKeyBuilder foreignKey = foreignKey(column);
    foreignKey.references(parent.toString(), key.map(Column::name).orElse("id"));
    builder.useForeignKey(foreignKey);
    noteReference(what, parent, given.type("type"), builder, foreignKey);
    return builder;
  }

  /** Hears of each {@code reference}, for those who know all tables only later. */
  void noteReference(
      String what,
      ObjectName parent,
      Optional<ColumnType> type,
      ColumnBuilder column,
      ForeignKeyBuilder foreignKey) {}

  /** Hears of a column's old name. */
  void noteRenamed(ColumnBuilder column, String from) {
    throw new SchemaMistake(
        "`renamedFrom` belongs in a schema model; a migration says renameColumn('"
            + name
            + "', '"
            + from
            + "', '"
            + column.columnName()
            + "')");
  }

  private static Optional<Column> key(Table table) {
    return table
        .primaryKey()
        .filter(key -> key.columns().size() == 1)
        .map(key -> table.column(key.columns().get(0)));
  }

  /** The name of the table whose rows are called {@code word}. */
  static String plural(String word) {
    if (word.endsWith("y")
        && word.length() > 1
        && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    boolean hisses =
        word.endsWith("s") || word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh");
    return word + (hisses ? "es" : "s");
  }

  // --- Keys, constraints, indexes ----------------------------------------------------------------

  /** The table's key; its columns refuse NULL unless they say {@code nullable()}. */
  public KeyBuilder primaryKey(String... columns) {
    return add(new KeyBuilder(evaluation, name, true, List.of(columns)));
  }

  /** Lets no two rows share the values of these columns. */
  public KeyBuilder unique(String... columns) {
    return add(new KeyBuilder(evaluation, name, false, List.of(columns)));
  }

  /** Makes columns a key of another table: {@code foreignKey('a').references('t', 'b')}. */
  public ForeignKeyBuilder foreignKey(String... columns) {
    return add(new ForeignKeyBuilder(evaluation, name, List.of(columns)));
  }

  /** A condition that each row satisfies. */
  public CheckBuilder check(String name, String expression) {
    return usual(name, expression).named(name);
  }

  /** A condition that each row satisfies, named after the table. */
  public CheckBuilder check(String expression) {
    return usual(NamingConvention.check(name), expression);
  }

  CheckBuilder columnCheck(String column, String expression) {
    return usual(NamingConvention.check(name, column), expression);
  }

  private CheckBuilder usual(String name, String expression) {
    return add(new CheckBuilder(evaluation, name, expression));
  }

  /** A text that is one of a few: {@code oneOf('status', 'new', 'paid')}, kept by a check. */
  public ColumnBuilder oneOf(String column, String... values) {
    if (values.length == 0) {
      throw new SchemaMistake("`oneOf` needs the values that `" + column + "` may have");
    }
    ColumnBuilder builder = declare(column, new ColumnType.Text());
    builder.useConstraint(columnCheck(column, OneOf.check(column, List.of(values))));
    return builder;
  }

  /** Lets no two rows compare true: {@code exclude('using gist (during with &&)')} (PostgreSQL). */
  public ExclusionBuilder exclude(String definition) {
    return add(new ExclusionBuilder(evaluation, name, definition));
  }

  /**
   * Leaves the constraints without a name that are given none with {@code named('…')}; only for
   * databases where constraints have none.
   */
  public void unnamed() {
    requireNew("unnamed");
    unnamed = true;
  }

  private <B extends ConstraintBuilder<B>> B add(B constraint) {
    constraints.add(constraint);
    return constraint;
  }

  /** An index on columns, {@code desc('a')} or {@code expression('lower(a)')}. */
  public IndexBuilder index(Object... keys) {
    IndexBuilder index = new IndexBuilder(evaluation, name, KeyOrder.keys(keys));
    indexes.add(index);
    return index;
  }

  // --- The rest ----------------------------------------------------------------------------------

  /** A trigger: what follows its name in CREATE TRIGGER, verbatim. */
  public void trigger(
      @NamedParams({
            @NamedParam(value = "constraint", type = Boolean.class),
            @NamedParam(value = "comment", type = String.class)
          })
          Map<String, ?> named,
      String name,
      String definition) {
    requireNew("trigger");
    triggers.add(Named.of(named).trigger(name, definition));
  }

  /** A remark that the database keeps. */
  public void comment(@Nullable String text) {
    requireNew("comment");
    comment = Optional.ofNullable(text);
  }

  /** What only one product knows: {@code options strict: true, withoutRowid: true}. */
  public void options(Map<String, ?> more) {
    requireNew("options");
    more.forEach(
        (key, value) -> {
          if (!Boolean.FALSE.equals(value)) {
            options.put(key, String.valueOf(value));
          }
        });
  }

  private void requireNew(String word) {
    if (!isNew) {
      throw new SchemaMistake("`" + word + "` belongs in createTable, not in addColumn");
    }
  }

  // --- Results -----------------------------------------------------------------------------------

  ObjectName tableName() {
    return name;
  }

  /** Where a constraint of the table that was built stands. */
  SourcePosition placeOf(Constraint constraint) {
    return places.getOrDefault(constraint, at);
  }

  /** Where a column stands. */
  SourcePosition placeOf(String column) {
    return columns.containsKey(column) ? columns.get(column).at : at;
  }

  /** The columns of an addColumn, each with its builder. */
  Map<ColumnBuilder, Column> addedColumns() {
    Map<ColumnBuilder, Column> built = new LinkedHashMap<>();
    columns.values().forEach(c -> ifRight(c, () -> c.build(false)).ifPresent(b -> built.put(c, b)));
    return built;
  }

  Map<ConstraintBuilder<?>, Constraint> addedConstraints() {
    Map<ConstraintBuilder<?>, Constraint> built = new LinkedHashMap<>();
    if (unnamed) {
      constraints.forEach(ConstraintBuilder::unnamedUnlessNamed);
    }
    constraints.stream().filter(this::isNameless).forEach(ConstraintBuilder::unnamed);
    constraints.forEach(c -> ifRight(c, c::build).ifPresent(b -> built.put(c, b)));
    built.forEach((builder, constraint) -> places.put(constraint, builder.at));
    return built;
  }

  /** Whether a constraint has no name, whatever the script says. */
  boolean isNameless(ConstraintBuilder<?> constraint) {
    return false;
  }

  Map<IndexBuilder, Index> addedIndexes() {
    Map<IndexBuilder, Index> built = new LinkedHashMap<>();
    indexes.forEach(
        i ->
            ifRight(
                    i,
                    () -> {
                      if (isNew && i.isConcurrent()) {
                        throw new SchemaMistake(
                            "A new table has no writers, so concurrently() means nothing here");
                      }
                      return i.build();
                    })
                .ifPresent(b -> built.put(i, b)));
    return built;
  }

  /**
   * The table, unless something is wrong with it; that was noted.
   *
   * @param mistakesBefore how many mistakes there were before its body
   */
  Optional<Table> build(int mistakesBefore) {
    Set<String> inKey =
        constraints.stream()
            .filter(c -> c instanceof KeyBuilder key && key.isPrimary())
            .flatMap(c -> ((KeyBuilder) c).columns().stream())
            .collect(Collectors.toSet());
    List<Column> list = new ArrayList<>();
    columns
        .values()
        .forEach(
            c -> ifRight(c, () -> c.build(inKey.contains(c.columnName()))).ifPresent(list::add));
    List<Constraint> rightConstraints =
        rightOnes(addedConstraints(), Constraint::columns, Constraint::name, "constraints");
    List<Index> rightIndexes =
        rightOnes(addedIndexes(), TableBuilder::columns, i -> Optional.of(i.name()), "indexes");
    if (evaluation.mistakeCount() > mistakesBefore) {
      return Optional.empty();
    }
    return Optional.of(
        new Table(name, list, rightConstraints, rightIndexes, triggers, options, comment));
  }

  private static List<String> columns(Index index) {
    List<String> columns = new ArrayList<>(index.include());
    index.keys().stream().filter(k -> !k.expression()).forEach(k -> columns.add(k.text()));
    return columns;
  }

  private <B extends Builder, T> List<T> rightOnes(
      Map<B, T> built,
      Function<T, List<String>> columnsOf,
      Function<T, Optional<String>> nameOf,
      String title) {
    Map<String, B> seen = new HashMap<>();
    List<T> right = new ArrayList<>();
    boolean[] keyed = {false};
    built.forEach(
        (builder, item) -> {
          List<String> unknown =
              columnsOf.apply(item).stream()
                  .filter(c -> !columns.containsKey(c) && !Table.takesColumns(options))
                  .toList();
          Optional<String> itemName = nameOf.apply(item);
          unknown.forEach(
              c ->
                  evaluation.note(
                      builder.at,
                      "Table `" + name + "` has no column `" + c + "`",
                      Suggestion.nearest(c, columns.keySet())
                          .map(w -> "Did you mean `" + w + "`?")));
          boolean secondKey = item instanceof Constraint.PrimaryKey && keyed[0];
          boolean twice =
              !secondKey && itemName.isPresent() && seen.put(itemName.get(), builder) != null;
          if (twice) {
            evaluation.note(
                builder.at,
                "Table `" + name + "` has two " + title + " `" + itemName.orElseThrow() + "`",
                Optional.of("Name one of them otherwise: .named('…')."));
          }
          if (secondKey) {
            evaluation.note(
                builder.at, "Table `" + name + "` has two primary keys", Optional.empty());
          }
          keyed[0] |= item instanceof Constraint.PrimaryKey;
          if (unknown.isEmpty() && !twice && !secondKey) {
            right.add(item);
          }
        });
    return right;
  }

  private <T> Optional<T> ifRight(Builder builder, java.util.function.Supplier<T> build) {
    try {
      return Optional.of(build.get());
    } catch (SchemaMistake mistake) {
      evaluation.note(builder.at, mistake.getMessage(), Optional.empty());
      return Optional.empty();
    }
  }

  @Override
  String placeTitle() {
    return isNew ? " in createTable" : " in addColumn";
  }

  @Override
  Optional<String> elsewhere(String word, Vocabulary vocabulary) {
    if (vocabulary.knows(OperationsBuilder.class, word)) {
      return Optional.of("This word stands directly in up { … }.");
    }
    return vocabulary.knows(ColumnBuilder.class, word)
        ? Optional.of("This word follows a column: text('name')." + word + "(…).")
        : ModelBuilder.ofModels(word, vocabulary);
  }
}
