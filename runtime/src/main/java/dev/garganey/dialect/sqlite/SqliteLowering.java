package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.EnumType;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SqliteLowering puts a schema into the form in which SQLite keeps it. Comments, enums, sequences,
 * domains, functions, extensions, schemas and the names of primary keys are left out: they live in
 * history only.
 */
final class SqliteLowering {
  private static final Set<String> COLUMN_OPTIONS =
      Set.of(TableOptions.NOT_NULL_ON_CONFLICT, TableOptions.PRIMARY_KEY);

  private SqliteLowering() {}

  static Schema lower(Schema schema) {
    Schema result = Schema.EMPTY;
    for (Table table : schema.tables()) {
      result = result.with(table(table, schema));
    }
    for (View view : schema.views()) {
      result = result.with(view(view));
    }
    return schema.isOpen() ? result.opened() : result;
  }

  /**
   * One table as SQLite keeps it.
   *
   * @param schema where its enums are
   */
  static Table table(Table table, Schema schema) {
    if (TableOptions.isVirtual(table)) {
      String using = table.options().get(TableOptions.VIRTUAL).strip();
      return Order.of(
          TableParser.virtual(table.name(), using)
              .withTriggers(triggers(table.name().name(), table.triggers())));
    }
    Optional<String> numbered = identity(table);
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      columns.add(column(column, table, numbered));
    }
    Set<Constraint> constraints = new LinkedHashSet<>();
    table.constraints().forEach(c -> constraints.add(constraint(c, table.name())));
    for (Column column : table.columns()) {
      enumCheck(column, schema).ifPresent(constraints::add);
    }
    Table lowered =
        new Table(
            table.name(),
            columns,
            List.copyOf(constraints),
            table.indexes().stream().map(SqliteLowering::index).toList(),
            triggers(table.name().name(), table.triggers()),
            options(table.options()),
            Optional.empty());
    return Order.of(withRequiredKey(lowered));
  }

  /** The identity column, where it alone is the key: nothing else is numbered by SQLite. */
  private static Optional<String> identity(Table table) {
    return table
        .primaryKey()
        .map(Constraint.PrimaryKey::columns)
        .filter(key -> key.size() == 1)
        .flatMap(key -> table.findColumn(key.get(0)))
        .filter(c -> c.identity().isPresent())
        .map(Column::name);
  }

  private static Map<String, String> options(Map<String, String> options) {
    Map<String, String> kept = new TreeMap<>();
    for (String name : List.of(TableOptions.STRICT, TableOptions.WITHOUT_ROWID)) {
      if (TableOptions.isTrue(options, name)) {
        kept.put(name, "true");
      }
    }
    options.forEach(
        (name, value) -> {
          if (TableOptions.isKeyTerms(name) || name.startsWith(TableOptions.FOREIGN_KEY)) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static Column column(Column column, Table table, Optional<String> numbered) {
    boolean identity = numbered.isPresent() && numbered.get().equals(column.name());
    Map<String, String> options = new TreeMap<>(column.options());
    options.keySet().retainAll(COLUMN_OPTIONS);
    if (column.nullable()) {
      options.remove(TableOptions.NOT_NULL_ON_CONFLICT);
    }
    return new Column(
        column.name(),
        identity
            ? new ColumnType.BigInt()
            : SqliteTypes.lower(column.type(), TableOptions.isStrict(table)),
        column.nullable() && column.identity().isEmpty(),
        column.defaultValue().flatMap(SqliteLowering::defaultValue),
        identity ? Optional.of(Identity.BY_DEFAULT) : column.identity(),
        column.generated().map(g -> new Generated(g.expression().strip(), g.stored())),
        column.collation(),
        Optional.empty(),
        options);
  }

  /** Truth is a number here, and a default of NULL is none. */
  private static Optional<Value> defaultValue(Value value) {
    if (value instanceof Value.Bool bool) {
      return Optional.of(new Value.Number(bool.value() ? BigDecimal.ONE : BigDecimal.ZERO));
    }
    return value instanceof Value.Null ? Optional.empty() : Optional.of(value);
  }

  /** The key's columns are never NULL where the key is the rowid or the table has none. */
  private static Table withRequiredKey(Table table) {
    Optional<Column> alias = TableOptions.rowidAlias(table);
    boolean required = TableOptions.isWithoutRowid(table) || TableOptions.isStrict(table);
    List<String> columns =
        alias.isPresent()
            ? List.of(alias.get().name())
            : required
                ? table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of())
                : List.of();
    return table.withColumns(
        table.columns().stream()
            .map(c -> columns.contains(c.name()) ? c.withNullable(false) : c)
            .toList());
  }

  static Constraint constraint(Constraint constraint, ObjectName table) {
    if (constraint instanceof Constraint.PrimaryKey key) {
      return new Constraint.PrimaryKey(
          Optional.empty(), key.columns(), key.include(), key.deferral(), key.onConflict());
    }
    if (constraint instanceof Constraint.ForeignKey key) {
      return key.withValidated(true);
    }
    if (constraint instanceof Constraint.Check check) {
      return new Constraint.Check(
          check.name(), Expressions.unqualified(check.expression(), table.name()), true, false);
    }
    return constraint;
  }

  /** The rule that an enum column keeps. Without a name it follows a renamed column by itself. */
  static Optional<Constraint> enumCheck(Column column, Schema schema) {
    if (!(column.type() instanceof ColumnType.OfEnum of)) {
      return Optional.empty();
    }
    SqliteSql sql = new SqliteSql();
    return schema
        .findEnum(of.name())
        .map(EnumType::values)
        .filter(values -> !values.isEmpty())
        .map(
            values ->
                new Constraint.Check(
                    Optional.empty(),
                    sql.quote(column.name())
                        + values.stream()
                            .map(sql::text)
                            .collect(Collectors.joining(", ", " IN (", ")")),
                    true,
                    false));
  }

  static Index index(Index index) {
    return new Index(
        index.name(),
        index.unique(),
        index.keys().stream().map(SqliteLowering::key).toList(),
        index.where().map(Expressions::trimmed),
        index.method().filter(m -> !m.equalsIgnoreCase("btree")),
        index.include(),
        index.nullsNotDistinct(),
        Map.of(),
        Optional.empty());
  }

  /** NULLs are the least of all values here; SQLite, "Datatypes In SQLite", 4.1. */
  private static IndexKey key(IndexKey key) {
    return new IndexKey(
        key.expression() ? Expressions.ungrouped(key.text()) : key.text(),
        key.expression(),
        key.descending(),
        key.nullsFirst().filter(first -> first == key.descending()),
        key.collation(),
        key.operatorClass());
  }

  static View view(View view) {
    return Order.of(
        new View(
            view.name(),
            Expressions.trimmed(view.definition()),
            view.materialized(),
            view.columns(),
            Map.of(),
            List.of(),
            triggers(view.name().name(), view.triggers()),
            Optional.empty()));
  }

  private static List<Trigger> triggers(String owner, List<Trigger> triggers) {
    return triggers.stream().map(t -> TriggerText.of(t, owner)).toList();
  }

  /** What the live schema is to history; see {@link Reconciliation}. */
  static Schema reconcile(Schema recorded, Schema live) {
    return new Reconciliation(recorded, live).schema();
  }
}
