package dev.garganey.dialect.postgresql;

import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TableOptions names what PostgreSQL alone knows of a table. Besides these keys every storage
 * parameter is one ({@code fillfactor}); what belongs to other products is left out.
 */
final class TableOptions {
  /** {@code RANGE (created_at)}. */
  static final String PARTITION_BY = "partitionBy";

  /** {@code parent FOR VALUES FROM (1) TO (9)} or {@code parent DEFAULT}. */
  static final String PARTITION_OF = "partitionOf";

  /** {@code true} of a partition whose columns have another order than those of its parent. */
  static final String ATTACHED = "attached";

  /** The parents, as SQL has them, separated by commas. */
  static final String INHERITS = "inherits";

  /** {@code none} of a table that has no columns on purpose. */
  static final String COLUMNS = "columns";

  /** {@code true}, or absent. */
  static final String UNLOGGED = "unlogged";

  static final String TABLESPACE = "tablespace";
  static final String ACCESS_METHOD = "accessMethod";

  /** Storage parameters together: {@code fillfactor=70, autovacuum_enabled=false}. */
  static final String WITH = "with";

  /** {@code enabled} or {@code forced}. */
  static final String ROW_SECURITY = "rowSecurity";

  /** {@code full}, {@code nothing} or {@code index NAME}. */
  static final String REPLICA_IDENTITY = "replicaIdentity";

  /** Of a materialized view: {@code false} as long as it has no rows. */
  static final String POPULATED = "populated";

  /** {@code trigger.NAME}: disabled, replica or always. */
  static final String TRIGGER = "trigger.";

  /** {@code policy.NAME}: what follows the table's name in CREATE POLICY. */
  static final String POLICY = "policy.";

  /** {@code constraint.NAME}: a constraint that has no portable words, such as a temporal key. */
  static final String CONSTRAINT = "constraint.";

  private static final Pattern PARAMETER =
      Pattern.compile(
          "fillfactor|parallel_workers|user_catalog_table|log_autovacuum_\\w+"
              + "|(toast\\.)?(auto)?vacuum_\\w+|toast_tuple_target|toast\\.\\w+");

  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][\\w.]*");

  private TableOptions() {}

  static Optional<String> get(Table table, String key) {
    return Optional.ofNullable(table.options().get(key)).filter(v -> !v.isBlank());
  }

  static boolean isUnlogged(Table table) {
    return isTrue(table.options().get(UNLOGGED));
  }

  static boolean isTrue(@org.jspecify.annotations.Nullable String value) {
    return "true".equalsIgnoreCase(value);
  }

  static boolean isParameter(String key) {
    return PARAMETER.matcher(key).matches();
  }

  /** The storage parameters among the options, those in {@link #WITH} included. */
  static Map<String, String> parameters(Map<String, String> options) {
    Map<String, String> parameters = new TreeMap<>(split(options.getOrDefault(WITH, "")));
    options.forEach(
        (key, value) -> {
          if (isParameter(key)) {
            parameters.put(key, value);
          }
        });
    return parameters;
  }

  private static Map<String, String> split(String list) {
    Map<String, String> parameters = new TreeMap<>();
    for (String item : list.split(",", -1)) {
      if (!item.isBlank()) {
        int equals = item.indexOf('=');
        parameters.put(
            (equals < 0 ? item : item.substring(0, equals)).strip(),
            equals < 0 ? "true" : unquoted(item.substring(equals + 1).strip()));
      }
    }
    return parameters;
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /**
   * The parameter's name, as SQL has it.
   *
   * @throws SchemaMistake if it is no name, for it cannot be quoted
   */
  static String parameterName(String name) {
    if (!PARAMETER_NAME.matcher(name).matches()) {
      throw new SchemaMistake("`" + name + "` is not the name of a storage parameter");
    }
    return name;
  }

  /** The options whose key starts with a prefix, without it. */
  static Map<String, String> named(Map<String, String> options, String prefix) {
    Map<String, String> named = new TreeMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && !value.isBlank()) {
            named.put(key.substring(prefix.length()), value);
          }
        });
    return named;
  }

  /**
   * Partition is the parent of a partition and what rows it takes.
   *
   * @param parent the parent's name as SQL has it
   * @param bound {@code FOR VALUES …} or {@code DEFAULT}
   */
  record Partition(String parent, String bound) {
    private static final Pattern FORM =
        Pattern.compile("(?is)(?<parent>.+?)\\s+(?<bound>FOR\\s+VALUES\\s.+|DEFAULT)");

    /**
     * Reads the option {@link #PARTITION_OF}.
     *
     * @throws SchemaMistake if it has another form
     */
    static Partition read(String text) {
      Matcher parts = FORM.matcher(text.strip());
      if (!parts.matches()) {
        throw new SchemaMistake(
            "partitionOf is the parent and the bound, such as `logs FOR VALUES FROM (1) TO (9)` or"
                + " `logs DEFAULT`, not `"
                + text
                + "`");
      }
      return new Partition(parts.group("parent"), parts.group("bound"));
    }
  }
}
