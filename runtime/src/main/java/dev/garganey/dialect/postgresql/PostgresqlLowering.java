package dev.garganey.dialect.postgresql;

import dev.garganey.diff.NullDefaults;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnRef;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.Extension;
import dev.garganey.model.Generated;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.NamingConvention;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** PostgresqlLowering puts a schema into the form in which the server gives it back. */
final class PostgresqlLowering {
  private static final Map<String, ColumnType> SERIAL =
      Map.of(
          "smallserial", new ColumnType.SmallInt(),
          "serial2", new ColumnType.SmallInt(),
          "serial", new ColumnType.Int(),
          "serial4", new ColumnType.Int(),
          "bigserial", new ColumnType.BigInt(),
          "serial8", new ColumnType.BigInt());

  private static final Set<String> COLUMN_OPTIONS =
      Set.of(
          "storage", "compression", "statistics", ColumnsReader.SEQUENCE, ColumnsReader.INHERITED);

  private static final Pattern NAME = Pattern.compile("\\w+(\\.\\w+)?");

  private final Schema schema;

  private PostgresqlLowering(Schema schema) {
    this.schema = schema;
  }

  /** The schema as the server would give it back. */
  static Schema lower(Schema schema) {
    PostgresqlLowering lowering = new PostgresqlLowering(schema);
    Schema result = schema;
    for (Sequence sequence : schema.sequences()) {
      result = result.with(lowering.sequence(sequence));
    }
    for (Domain domain : schema.domains()) {
      result = result.with(lowering.domain(domain));
    }
    for (Extension extension : schema.extensions()) {
      // A version is what is installed, not what is wanted.
      result = result.with(new Extension(extension.name(), extension.schema(), Optional.empty()));
    }
    for (Table table : schema.tables()) {
      result = result.with(lowering.table(table));
      for (Column column : table.columns()) {
        Optional<ColumnType> serial = serial(column);
        if (serial.isPresent()) {
          result = result.with(lowering.serialSequence(table, column, serial.get()));
        }
      }
    }
    for (View view : schema.views()) {
      result = result.with(lowering.view(view));
    }
    return result;
  }

  private Table table(Table table) {
    Set<String> required = new HashSet<>();
    table.primaryKey().ifPresent(key -> required.addAll(key.columns()));
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      Column lowered = column(table, column);
      columns.add(required.contains(column.name()) ? lowered.withNullable(false) : lowered);
    }
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      constraints.add(constraint(table, constraint));
    }
    return Order.of(
        new Table(
            table.name(),
            columns,
            constraints,
            table.indexes().stream().map(this::index).toList(),
            table.triggers(),
            options(table),
            comment(table.comment())));
  }

  /** What PostgreSQL knows of a table; the options of other products are left out. */
  private static Map<String, String> options(Table table) {
    Map<String, String> options = table.options();
    Map<String, String> kept = new TreeMap<>(TableOptions.parameters(options));
    options.forEach(
        (key, value) -> {
          boolean known = TableChange.isOption(key) && !key.equals(TableOptions.WITH);
          boolean off = key.equals(TableOptions.UNLOGGED) && !TableOptions.isTrue(value);
          if (known && !off && !value.isBlank()) {
            kept.put(key, value.strip());
          }
        });
    if (!table.columns().isEmpty()) {
      kept.remove(TableOptions.COLUMNS);
    }
    return kept;
  }

  private Column column(Table table, Column column) {
    Optional<ColumnType> serial = serial(column);
    ColumnType type = serial.orElseGet(() -> type(column.type()));
    Optional<Value> defaultValue =
        serial.isPresent()
            ? Optional.of(nextValue(table, column))
            : column.defaultValue().flatMap(v -> Defaults.lower(v, type, isDomain(type)));
    Map<String, String> options = new TreeMap<>(column.options());
    options.keySet().retainAll(COLUMN_OPTIONS);
    options.replaceAll(
        (key, value) ->
            key.equals(ColumnsReader.SEQUENCE) ? value : value.toLowerCase(Locale.ROOT));
    return new Column(
        column.name(),
        type,
        column.nullable() && serial.isEmpty() && column.identity().isEmpty(),
        defaultValue,
        column
            .identity()
            .map(
                i ->
                    new dev.garganey.model.Identity(
                        i.always(), SequenceDefaults.without(i.options(), type))),
        column
            .generated()
            .map(g -> new Generated(Expressions.ungrouped(g.expression()), g.stored())),
        column.collation(),
        comment(column.comment()),
        options);
  }

  private boolean isDomain(ColumnType type) {
    return NullDefaults.isDomain(schema, type);
  }

  /** The type; an enum that was written as a native type is one all the same. */
  private ColumnType type(ColumnType type) {
    ColumnType lowered = PostgresqlTypes.lower(type);
    if (lowered instanceof ColumnType.ArrayOf array) {
      return new ColumnType.ArrayOf(type(array.element()));
    }
    if (lowered instanceof ColumnType.Native named && NAME.matcher(named.sql()).matches()) {
      ObjectName name = ObjectName.parse(named.sql());
      return schema.findEnum(name).isPresent() ? new ColumnType.OfEnum(name) : lowered;
    }
    return lowered;
  }

  private static Optional<ColumnType> serial(Column column) {
    return column.type() instanceof ColumnType.Native named
        ? Optional.ofNullable(SERIAL.get(named.sql().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static ObjectName serialName(Table table, Column column) {
    return table.name().sibling(table.name().name() + "_" + column.name() + "_seq");
  }

  private static Value nextValue(Table table, Column column) {
    return new Value.Expression(
        "nextval('"
            + Identifiers.shown(serialName(table, column)).replace("'", "''")
            + "'::regclass)");
  }

  private Sequence serialSequence(Table table, Column column, ColumnType type) {
    return new Sequence(
        serialName(table, column),
        type instanceof ColumnType.BigInt ? Optional.empty() : Optional.of(type),
        SequenceOptions.DEFAULT,
        Optional.of(new ColumnRef(table.name(), column.name())),
        Optional.empty());
  }

  private Constraint constraint(Table table, Constraint constraint) {
    Constraint lowered = constraint;
    if (constraint instanceof Constraint.ForeignKey key) {
      lowered = foreignKey(key);
    } else if (constraint instanceof Constraint.Check check) {
      lowered =
          new Constraint.Check(
              check.name(),
              Expressions.ungrouped(check.expression()),
              check.validated(),
              check.noInherit());
    } else if (constraint instanceof Constraint.PrimaryKey key) {
      lowered =
          new Constraint.PrimaryKey(
              key.name(), key.columns(), key.include(), key.deferral(), Optional.empty());
    } else if (constraint instanceof Constraint.Unique key) {
      lowered =
          new Constraint.Unique(
              key.name(),
              key.columns(),
              key.nullsNotDistinct(),
              key.include(),
              key.deferral(),
              Optional.empty());
    }
    return lowered.name().isPresent()
        ? lowered
        : lowered.withName(Optional.of(generatedName(table.name(), lowered)));
  }

  /** The name that the server chooses where none is given. */
  private static String generatedName(ObjectName table, Constraint constraint) {
    return switch (constraint.kind()) {
      case PRIMARY_KEY -> NamingConvention.primaryKey(table);
      case UNIQUE -> NamingConvention.unique(table, constraint.columns());
      case FOREIGN_KEY -> NamingConvention.foreignKey(table, constraint.columns());
      case CHECK -> table.name() + "_check";
      case EXCLUSION -> NamingConvention.exclusion(table);
    };
  }

  private Constraint foreignKey(Constraint.ForeignKey key) {
    List<String> referenced =
        key.referencedColumns().isEmpty()
            ? schema
                .findTable(key.references())
                .flatMap(Table::primaryKey)
                .map(Constraint.PrimaryKey::columns)
                .orElse(List.of())
            : key.referencedColumns();
    return new Constraint.ForeignKey(
        key.name(),
        key.columns(),
        key.references(),
        referenced,
        key.onDelete(),
        key.onUpdate(),
        key.deferral(),
        key.validated(),
        key.match().map(m -> m.toUpperCase(Locale.ROOT)).filter(m -> !m.equals("SIMPLE")));
  }

  private Index index(Index index) {
    return new Index(
        index.name(),
        index.unique(),
        index.keys().stream().map(PostgresqlLowering::key).toList(),
        index.where().map(Expressions::ungrouped),
        index.method().map(m -> m.toLowerCase(Locale.ROOT)).filter(m -> !m.equals("btree")),
        index.include(),
        index.nullsNotDistinct(),
        index.options(),
        comment(index.comment()));
  }

  private static IndexKey key(IndexKey key) {
    return new IndexKey(
        key.expression() ? Expressions.ungrouped(key.text()) : key.text(),
        key.expression(),
        key.descending(),
        // NULLs count as larger than all values.
        key.nullsFirst().filter(first -> first != key.descending()),
        key.collation(),
        key.operatorClass());
  }

  private View view(View view) {
    Map<String, String> options = new TreeMap<>(view.options());
    options.remove(TableOptions.POPULATED, "true");
    return Order.of(
        new View(
            view.name(),
            view.definition(),
            view.materialized(),
            view.columns(),
            options,
            view.indexes().stream().map(this::index).toList(),
            view.triggers(),
            comment(view.comment())));
  }

  private Sequence sequence(Sequence sequence) {
    ColumnType type = sequence.type().orElseGet(ColumnType.BigInt::new);
    return new Sequence(
        sequence.name(),
        sequence.type().filter(t -> !(t instanceof ColumnType.BigInt)),
        SequenceDefaults.without(sequence.options(), type),
        sequence.ownedBy(),
        comment(sequence.comment()));
  }

  private Domain domain(Domain domain) {
    ColumnType type = type(domain.type());
    return new Domain(
        domain.name(),
        type,
        domain.nullable(),
        domain.defaultValue().flatMap(v -> Defaults.lower(v, type, isDomain(type))),
        domain.collation(),
        checks(domain),
        comment(domain.comment()));
  }

  /** The checks of a domain under the names that the server gives them. */
  static List<Constraint.Check> checks(Domain domain) {
    List<Constraint.Check> checks = new ArrayList<>();
    for (Constraint.Check check : domain.checks()) {
      String suffix = checks.isEmpty() ? "" : String.valueOf(checks.size());
      checks.add(
          new Constraint.Check(
              check.name().or(() -> Optional.of(domain.name().name() + "_check" + suffix)),
              Expressions.ungrouped(check.expression()),
              check.validated(),
              false));
    }
    return checks;
  }

  /** The server takes an empty comment for none (PostgreSQL manual, "COMMENT"). */
  private static Optional<String> comment(Optional<String> comment) {
    return comment.filter(c -> !c.isEmpty());
  }
}
