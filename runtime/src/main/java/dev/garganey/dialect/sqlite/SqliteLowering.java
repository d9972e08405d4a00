package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SqliteLowering puts a schema into what SQLite can store: the values of an enum become a check,
 * what is kept as text becomes text, and comments, which SQLite has none of, are left out.
 */
final class SqliteLowering {
  private final Schema schema;

  private SqliteLowering(Schema schema) {
    this.schema = schema;
  }

  static Schema lower(Schema schema) {
    SqliteLowering lowering = new SqliteLowering(schema);
    Schema lowered = Schema.EMPTY;
    for (Table table : schema.tables()) {
      lowered = lowered.with(lowering.table(table));
    }
    for (View view : schema.views()) {
      lowered =
          lowered.with(
              view.withComment(Optional.empty())
                  .withIndexes(List.of())
                  .withTriggers(triggers(view.triggers())));
    }
    return schema.isOpen() ? lowered.opened() : lowered;
  }

  private Table table(Table table) {
    List<Column> columns = new ArrayList<>();
    List<Constraint> constraints = new ArrayList<>();
    table.constraints().forEach(c -> constraints.add(constraint(table, c)));
    Set<String> key =
        table.primaryKey().map(k -> Set.copyOf(k.columns())).orElse(Set.<String>of());
    boolean withoutRowid = "true".equals(table.options().get("withoutRowid"));
    for (Column column : table.columns()) {
      columns.add(column(column, key, withoutRowid));
      if (column.type() instanceof ColumnType.OfEnum type) {
        schema
            .findEnum(type.name())
            .ifPresent(e -> constraints.add(valueCheck(table.name(), column, e.values())));
      }
    }
    return new Table(
        table.name(),
        columns,
        sorted(constraints),
        table.indexes().stream()
            .map(SqliteLowering::index)
            .sorted(Comparator.comparing(Index::name))
            .toList(),
        triggers(table.triggers()),
        table.options(),
        Optional.empty());
  }

  /** The order of constraints means nothing; so that two tables compare, it is that of their text. */
  static List<Constraint> sorted(List<Constraint> constraints) {
    return constraints.stream()
        .sorted(
            Comparator.comparing(Constraint::kind)
                .thenComparing(c -> c.name().orElse(""))
                .thenComparing(Object::toString))
        .toList();
  }

  static List<Trigger> triggers(List<Trigger> triggers) {
    return triggers.stream()
        .map(t -> new Trigger(t.name(), t.definition(), false, Optional.empty()))
        .sorted(Comparator.comparing(Trigger::name))
        .toList();
  }

  private static Constraint.Check valueCheck(
      ObjectName table, Column column, List<String> values) {
    String list =
        values.stream()
            .map(v -> "'" + v.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    return Constraint.Check.of(
        NamingConvention.check(table, column.name()),
        "\"" + column.name().replace("\"", "\"\"") + "\" IN (" + list + ")");
  }

  private static Constraint constraint(Table table, Constraint constraint) {
    if (constraint instanceof Constraint.PrimaryKey) {
      return constraint.withName(Optional.empty());
    }
    if (constraint instanceof Constraint.ForeignKey key) {
      return key.withValidated(true);
    }
    if (constraint instanceof Constraint.Check check) {
      return new Constraint.Check(
          check.name(), Parentheses.stripped(check.expression()), true, false);
    }
    return constraint;
  }

  private static Column column(Column column, Set<String> key, boolean withoutRowid) {
    ColumnType type = type(column);
    boolean alias =
        key.equals(Set.of(column.name()))
            && !withoutRowid
            && SqliteTypes.sql(type).equalsIgnoreCase("INTEGER");
    boolean numbered = column.identity().isPresent();
    boolean notNull = alias || numbered || (withoutRowid && key.contains(column.name()));
    return new Column(
        column.name(),
        type,
        column.nullable() && !notNull,
        column.defaultValue().flatMap(SqliteLowering::value),
        numbered
            ? Optional.of(new Identity(false, SequenceOptions.DEFAULT))
            : Optional.empty(),
        column
            .generated()
            .map(g -> new Generated(Parentheses.stripped(g.expression()), g.stored())),
        column.collation(),
        Optional.empty(),
        column.options());
  }

  private static ColumnType type(Column column) {
    if (column.identity().isPresent()) {
      return new ColumnType.BigInt();
    }
    if (column.type() instanceof ColumnType.ArrayOf) {
      return column.type();
    }
    return SqliteTypes.read(SqliteTypes.sql(column.type()));
  }

  /** Truth is a number here, and a default of NULL is none. */
  private static Optional<Value> value(Value value) {
    if (value instanceof Value.Bool bool) {
      return Optional.of(new Value.Number(bool.value() ? BigDecimal.ONE : BigDecimal.ZERO));
    }
    if (value instanceof Value.Expression expression) {
      return Optional.of(new Value.Expression(Parentheses.stripped(expression.sql())));
    }
    return value instanceof Value.Null ? Optional.empty() : Optional.of(value);
  }

  private static Index index(Index index) {
    return new Index(
        index.name(),
        index.unique(),
        index.keys().stream().map(SqliteLowering::key).toList(),
        index.where(),
        Optional.empty(),
        index.include(),
        index.nullsNotDistinct(),
        index.options(),
        Optional.empty());
  }

  private static IndexKey key(IndexKey key) {
    return new IndexKey(
        key.expression() ? Parentheses.stripped(key.text()) : key.text(),
        key.expression(),
        key.descending(),
        Optional.empty(),
        key.collation(),
        key.operatorClass());
  }

  /**
   * The live schema, with a recorded table in place of a live one where lowering makes them the
   * same, and with what only history knows.
   */
  static Schema reconcile(Schema recorded, Schema live) {
    Schema result = live;
    Schema lowered = lower(recorded);
    for (Table table : recorded.tables()) {
      Optional<Table> there = live.findTable(table.name());
      if (there.isPresent() && there.equals(lowered.findTable(table.name()))) {
        result = result.with(table);
      }
    }
    for (View view : recorded.views()) {
      Optional<View> there = live.findView(view.name());
      if (there.isPresent() && there.equals(lowered.findView(view.name()))) {
        result = result.with(view);
      }
    }
    for (var type : recorded.enums()) {
      result = result.with(type);
    }
    return result;
  }
}
