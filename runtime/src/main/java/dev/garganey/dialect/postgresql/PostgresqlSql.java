package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.StandardSql;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import dev.garganey.plan.Narrowing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgresqlSql renders the parts of PostgreSQL's statements. */
final class PostgresqlSql extends StandardSql {
  /** What may follow DEFAULT without parentheses, whatever it means. */
  private static final Pattern SIMPLE =
      Pattern.compile("[A-Za-z_][\\w.]*(\\([^()]*\\))?|'[^']*'(::[\\w ]+)?");

  private static final Pattern LOCALE =
      Pattern.compile("(?i)[\\w@-]+\\.(utf-?8|iso[\\w-]+|euc[\\w-]+|koi8\\w*|cp\\d+)");

  @Override
  public String type(ColumnType type) {
    return PostgresqlTypes.word(type, named -> quote(named.name()));
  }

  @Override
  protected String binary(String hex) {
    return "'\\x" + hex + "'::bytea";
  }

  @Override
  protected String defaultClause(Value value) {
    boolean needsGroup = value instanceof Value.Expression e && !SIMPLE.matcher(e.sql()).matches();
    return " DEFAULT " + (needsGroup ? grouped(literal(value)) : literal(value));
  }

  @Override
  public String clauses(Column column) {
    String clauses = super.clauses(column);
    String sequence = column.options().get(ColumnsReader.SEQUENCE);
    if (sequence == null || column.identity().isEmpty()) {
      return clauses;
    }
    Identity identity = column.identity().get();
    return clauses.replace(
        identityClause(identity),
        " GENERATED "
            + (identity.always() ? "ALWAYS" : "BY DEFAULT")
            + " AS IDENTITY (SEQUENCE NAME "
            + quote(sequence)
            + sequenceOptions(identity.options())
            + ")");
  }

  @Override
  protected String identityClause(Identity identity) {
    return super.identityClause(identity);
  }

  @Override
  protected String collationClause(String collation) {
    return super.collationClause(collation);
  }

  /** A locale's name is one, whatever comes after its dot: {@code de_DE.utf8}. */
  @Override
  protected String collation(String collation) {
    return LOCALE.matcher(collation).matches() ? quote(collation) : super.collation(collation);
  }

  @Override
  public String createTable(Table table) {
    Optional<String> partition = TableOptions.get(table, TableOptions.PARTITION_OF);
    if (partition.isEmpty() || table.options().containsKey(TableOptions.ATTACHED)) {
      return super.createTable(table);
    }
    TableOptions.Partition of = TableOptions.Partition.read(partition.get());
    List<String> elements = elements(table);
    return createTableHead(table)
        + " PARTITION OF "
        + of.parent()
        + (elements.isEmpty() ? "" : " (\n  " + String.join(",\n  ", elements) + "\n)")
        + " "
        + of.bound()
        + createTableTail(table);
  }

  @Override
  protected String createTableHead(Table table) {
    return (TableOptions.isUnlogged(table) ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ")
        + quote(table.name());
  }

  @Override
  protected String createTableTail(Table table) {
    return TableOptions.get(table, TableOptions.INHERITS)
            .map(p -> " INHERITS (" + p + ")")
            .orElse("")
        + TableOptions.get(table, TableOptions.PARTITION_BY)
            .map(p -> " PARTITION BY " + p)
            .orElse("")
        + TableOptions.get(table, TableOptions.ACCESS_METHOD)
            .map(m -> " USING " + quote(m))
            .orElse("")
        + with(TableOptions.parameters(table.options()))
        + TableOptions.get(table, TableOptions.TABLESPACE)
            .map(s -> " TABLESPACE " + quote(s))
            .orElse("");
  }

  @Override
  protected List<String> elements(Table table) {
    boolean partition =
        table.options().containsKey(TableOptions.PARTITION_OF)
            && !table.options().containsKey(TableOptions.ATTACHED);
    List<String> elements = new ArrayList<>();
    for (Column column : table.columns()) {
      // A partition takes the types of its columns from its parent.
      if (!isInherited(column)) {
        elements.add(partition ? quote(column.name()) + clauses(column) : column(column));
      }
    }
    List<Constraint> late = lateConstraints(table);
    table.constraints().stream()
        .filter(c -> !late.contains(c))
        .forEach(c -> elements.add(constraint(c)));
    TableOptions.named(table.options(), TableOptions.CONSTRAINT)
        .forEach((name, text) -> elements.add("CONSTRAINT " + quote(name) + " " + text));
    return elements;
  }

  /** Whether a parent table defines a column, and its own table only changes it. */
  static boolean isInherited(Column column) {
    return TableOptions.isTrue(column.options().get(ColumnsReader.INHERITED));
  }

  /**
   * The constraints that CREATE TABLE cannot bring: it knows none that are not validated, and takes
   * two keys of the same columns for one.
   */
  static List<Constraint> lateConstraints(Table table) {
    List<Constraint> late = new ArrayList<>();
    Set<List<String>> keys = new HashSet<>();
    for (Constraint constraint : table.constraints()) {
      boolean key =
          constraint instanceof Constraint.Unique || constraint instanceof Constraint.PrimaryKey;
      if (!isValidated(constraint) || (key && !keys.add(constraint.columns()))) {
        late.add(constraint);
      }
    }
    return late;
  }

  /** Whether a constraint holds for all rows; CREATE TABLE knows no others. */
  static boolean isValidated(Constraint constraint) {
    return !(constraint instanceof Constraint.ForeignKey key && !key.validated())
        && !(constraint instanceof Constraint.Check check && !check.validated());
  }

  @Override
  protected String primaryKey(Constraint.PrimaryKey key) {
    return "PRIMARY KEY ("
        + quoteAll(key.columns())
        + ")"
        + include(key.include())
        + deferral(key.deferral());
  }

  @Override
  protected String unique(Constraint.Unique key) {
    return "UNIQUE "
        + (key.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "")
        + "("
        + quoteAll(key.columns())
        + ")"
        + include(key.include())
        + deferral(key.deferral());
  }

  private String include(List<String> columns) {
    return columns.isEmpty() ? "" : " INCLUDE (" + quoteAll(columns) + ")";
  }

  @Override
  protected String check(Constraint.Check check) {
    return super.check(check) + (check.noInherit() ? " NO INHERIT" : "");
  }

  /** An index of a partitioned table alone leaves the partitions as they are. */
  @Override
  protected String indexOwner(ObjectName owner, Index index) {
    return (TableOptions.isTrue(index.options().get(IndexesReader.ONLY)) ? "ONLY " : "")
        + quote(owner);
  }

  @Override
  protected String indexTail(Index index) {
    Map<String, String> parameters = new TreeMap<>(index.options());
    String tablespace = parameters.remove(TableOptions.TABLESPACE);
    parameters.remove(IndexesReader.ONLY);
    return include(index.include())
        + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + with(parameters)
        + (tablespace == null ? "" : " TABLESPACE " + quote(tablespace))
        + where(index.where());
  }

  /** The clause WITH (storage parameters), or nothing. */
  static String with(Map<String, String> parameters) {
    return parameters.isEmpty() ? "" : " WITH (" + assignments(parameters) + ")";
  }

  /** Storage parameters as {@code name = value}; names are words of the server, not identifiers. */
  static String assignments(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> TableOptions.parameterName(e.getKey()) + " = " + parameterValue(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String parameterValue(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  @Override
  protected String viewOptions(View view) {
    Map<String, String> parameters = new TreeMap<>(view.options());
    String method = parameters.remove(TableOptions.ACCESS_METHOD);
    String tablespace = parameters.remove(TableOptions.TABLESPACE);
    parameters.remove(TableOptions.POPULATED);
    parameters.keySet().removeIf(key -> key.contains("."));
    return (method == null ? "" : " USING " + quote(method))
        + with(parameters)
        + (tablespace == null ? "" : " TABLESPACE " + quote(tablespace));
  }

  @Override
  protected String viewTail(View view) {
    return "false".equals(view.options().get(TableOptions.POPULATED)) ? " WITH NO DATA" : "";
  }

  /**
   * A cast to the column's type, without its length: an explicit cast to {@code varchar(3)} would
   * cut a longer text, where an assignment refuses it (PostgreSQL manual, "Character Types").
   */
  @Override
  public String parameter(Optional<Column> column) {
    return column
        .map(Column::type)
        .filter(
            t ->
                !(t instanceof ColumnType.Char
                    || t instanceof ColumnType.VarChar
                    || t instanceof ColumnType.Text))
        .map(t -> "CAST(? AS " + PostgresqlTypes.withoutModifiers(type(t)) + ")")
        .orElse("?");
  }

  /** A cast to the column's type; one to a limited text would cut it, and then nothing differs. */
  String comparable(Column column, Value value) {
    String type =
        column.type() instanceof ColumnType.Char
            ? "bpchar"
            : column.type() instanceof ColumnType.VarChar ? "varchar" : type(column.type());
    return "CAST(" + literal(value) + " AS " + type + ")";
  }

  /** Moves the sequence of a column forward, never back. */
  String catchUp(ObjectName table, Column column) {
    return """
        SELECT setval(numbers, highest) FROM (
          SELECT pg_get_serial_sequence(%s, %s)::regclass AS numbers, max(%s) AS highest FROM %s
        ) AS given WHERE highest > coalesce(pg_sequence_last_value(numbers), 0)"""
        .formatted(text(quote(table)), text(column.name()), quote(column.name()), quote(table));
  }

  /**
   * By the type's own equality where only equal values are equal; else as texts, byte by byte: json
   * has no equality, and citext or a collation may take different texts for the same.
   */
  String differs(Column column, String held, String wanted) {
    ColumnType type = column.type();
    boolean asText =
        type instanceof ColumnType.Char
            || type instanceof ColumnType.VarChar
            || type instanceof ColumnType.Text
            || type instanceof ColumnType.ArrayOf
            || type instanceof ColumnType.Native;
    return asText
        ? "CAST(%s AS text) COLLATE \"C\" IS DISTINCT FROM CAST(%s AS text) COLLATE \"C\""
            .formatted(held, wanted)
        : held + " IS DISTINCT FROM " + wanted;
  }

  /** By casts there and back; a cast that fails does so here too. */
  Optional<String> losesValues(ObjectName table, Column held, Column back) {
    if (!Narrowing.between(held.type(), back.type())) {
      return Optional.empty();
    }
    String there = "CAST(" + quote(held.name()) + " AS " + type(back.type()) + ")";
    return Optional.of(
        "SELECT 1 FROM "
            + quote(table)
            + " WHERE "
            + differs(held, quote(held.name()), "CAST(" + there + " AS " + type(held.type()) + ")")
            + " LIMIT 1");
  }

  @Override
  protected String insertModifier(Optional<Table> table, List<String> columns) {
    boolean overrides =
        columns.stream()
            .flatMap(c -> table.flatMap(t -> t.findColumn(c)).stream())
            .flatMap(c -> c.identity().stream())
            .anyMatch(Identity::always);
    return overrides ? " OVERRIDING SYSTEM VALUE" : "";
  }
}
