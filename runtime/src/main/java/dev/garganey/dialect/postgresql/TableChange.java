package dev.garganey.dialect.postgresql;

import dev.garganey.dialect.UnsupportedByProduct;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.SchemaMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * TableChange renders new values of the options of a table; an empty value takes an option away.
 */
final class TableChange {
  private static final Set<String> CREATION =
      Set.of(
          TableOptions.PARTITION_BY,
          TableOptions.PARTITION_OF,
          TableOptions.ATTACHED,
          TableOptions.INHERITS,
          TableOptions.COLUMNS,
          TableOptions.UNLOGGED,
          TableOptions.TABLESPACE,
          TableOptions.ACCESS_METHOD,
          TableOptions.WITH);

  private static final Pattern WORDS = Pattern.compile("[\\w -]+");

  private final PostgresqlSql sql;
  private final String table;
  private final Map<String, String> old;
  private final Map<String, String> options;
  private final List<String> statements = new ArrayList<>();

  TableChange(
      PostgresqlSql sql, ObjectName name, Map<String, String> old, Map<String, String> options) {
    this.sql = sql;
    this.table = sql.quote(name);
    this.old = old;
    this.options = options;
  }

  /** Whether CREATE TABLE carries this option. */
  static boolean isPartOfCreation(String key) {
    return CREATION.contains(key) || TableOptions.isParameter(key);
  }

  /** Whether PostgreSQL knows this option of a table. */
  static boolean isOption(String key) {
    return isPartOfCreation(key)
        || key.equals(TableOptions.ROW_SECURITY)
        || key.equals(TableOptions.REPLICA_IDENTITY)
        || key.startsWith(TableOptions.TRIGGER)
        || key.startsWith(TableOptions.POLICY)
        || key.startsWith(TableOptions.CONSTRAINT);
  }

  /**
   * Words of the server that cannot be quoted.
   *
   * @throws SchemaMistake if there is anything but words
   */
  static String words(String text) {
    if (!WORDS.matcher(text).matches()) {
      throw new SchemaMistake("`" + text + "` is not a setting that PostgreSQL knows");
    }
    return text;
  }

  /** The statements, in the order of the options' names. */
  List<String> statements() {
    options.forEach(this::change);
    parameters();
    return statements;
  }

  private void alter(String action) {
    statements.add("ALTER TABLE " + table + " " + action);
  }

  private void change(String key, String value) {
    switch (key) {
      case TableOptions.PARTITION_BY ->
          throw new UnsupportedByProduct(
              Product.POSTGRESQL,
              "way to partition a table in place",
              "create a partitioned table and move the rows");
      case TableOptions.PARTITION_OF -> partition(value);
      case TableOptions.INHERITS -> inherits(value);
      case TableOptions.UNLOGGED ->
          alter(TableOptions.isTrue(value) ? "SET UNLOGGED" : "SET LOGGED");
      case TableOptions.TABLESPACE ->
          alter("SET TABLESPACE " + sql.quote(value.isEmpty() ? "pg_default" : value));
      case TableOptions.ACCESS_METHOD ->
          alter("SET ACCESS METHOD " + sql.quote(value.isEmpty() ? "heap" : value));
      case TableOptions.ROW_SECURITY -> rowSecurity(value);
      case TableOptions.REPLICA_IDENTITY -> alter("REPLICA IDENTITY " + identity(value));
      default -> named(key, value);
    }
  }

  private void named(String key, String value) {
    if (key.startsWith(TableOptions.TRIGGER)) {
      alter(state(value) + " TRIGGER " + rest(key, TableOptions.TRIGGER));
    } else if (key.startsWith(TableOptions.POLICY)) {
      String policy = rest(key, TableOptions.POLICY);
      if (old.containsKey(key)) {
        statements.add("DROP POLICY " + policy + " ON " + table);
      }
      if (!value.isEmpty()) {
        statements.add("CREATE POLICY " + policy + " ON " + table + " " + value);
      }
    } else if (key.startsWith(TableOptions.CONSTRAINT)) {
      String constraint = rest(key, TableOptions.CONSTRAINT);
      if (old.containsKey(key)) {
        alter("DROP CONSTRAINT " + constraint);
      }
      if (!value.isEmpty()) {
        alter("ADD CONSTRAINT " + constraint + " " + value);
      }
    }
  }

  private String rest(String key, String prefix) {
    return sql.quote(key.substring(prefix.length()));
  }

  private static String state(String value) {
    return switch (value) {
      case "disabled" -> "DISABLE";
      case "replica" -> "ENABLE REPLICA";
      case "always" -> "ENABLE ALWAYS";
      default -> "ENABLE";
    };
  }

  private void rowSecurity(String value) {
    alter(value.isEmpty() ? "DISABLE ROW LEVEL SECURITY" : "ENABLE ROW LEVEL SECURITY");
    boolean forced = value.equals("forced");
    if (forced || "forced".equals(old.get(TableOptions.ROW_SECURITY))) {
      alter(forced ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY");
    }
  }

  private String identity(String value) {
    if (value.startsWith("index ")) {
      return "USING INDEX " + sql.quote(value.substring("index ".length()));
    }
    return value.isEmpty() ? "DEFAULT" : words(value).toUpperCase(java.util.Locale.ROOT);
  }

  private void partition(String value) {
    String was = old.getOrDefault(TableOptions.PARTITION_OF, "");
    if (!was.isEmpty()) {
      String parent = TableOptions.Partition.read(was).parent();
      statements.add("ALTER TABLE " + parent + " DETACH PARTITION " + table);
    }
    if (!value.isEmpty()) {
      TableOptions.Partition partition = TableOptions.Partition.read(value);
      statements.add(
          "ALTER TABLE "
              + partition.parent()
              + " ATTACH PARTITION "
              + table
              + " "
              + partition.bound());
    }
  }

  private void inherits(String value) {
    Set<String> was = parents(old.getOrDefault(TableOptions.INHERITS, ""));
    Set<String> now = parents(value);
    was.stream().filter(p -> !now.contains(p)).forEach(p -> alter("NO INHERIT " + p));
    now.stream().filter(p -> !was.contains(p)).forEach(p -> alter("INHERIT " + p));
  }

  private static Set<String> parents(String list) {
    Set<String> parents = new LinkedHashSet<>();
    Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(p -> !p.isEmpty())
        .forEach(parents::add);
    return parents;
  }

  /** Storage parameters are set and reset together. */
  private void parameters() {
    Map<String, String> set = new TreeMap<>(TableOptions.parameters(options));
    Set<String> reset = new TreeSet<>();
    set.entrySet()
        .removeIf(
            e -> {
              if (e.getValue().isEmpty()) {
                reset.add(TableOptions.parameterName(e.getKey()));
                return true;
              }
              return false;
            });
    if (options.containsKey(TableOptions.WITH)) {
      TableOptions.parameters(Map.of(TableOptions.WITH, old.getOrDefault(TableOptions.WITH, "")))
          .keySet()
          .stream()
          .filter(key -> !set.containsKey(key))
          .forEach(reset::add);
    }
    if (!set.isEmpty()) {
      alter("SET (" + PostgresqlSql.assignments(set) + ")");
    }
    if (!reset.isEmpty()) {
      alter("RESET (" + String.join(", ", reset) + ")");
    }
  }
}
