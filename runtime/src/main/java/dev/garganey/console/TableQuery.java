package dev.garganey.console;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * TableQuery reads rows of one table, and changes nothing. Each word makes another query of it;
 * rows are read when they are asked for.
 */
public final class TableQuery implements Iterable<Map<String, @Nullable Object>> {
  /** A column, perhaps with a direction; all else is an expression. */
  private static final Pattern COLUMN =
      Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\s+(?i:(asc|desc)))?\\s*");

  private final Dialect dialect;
  private final Tables.Rows rows;
  private final ObjectName table;
  private final Parts parts;

  private TableQuery(Dialect dialect, Tables.Rows rows, ObjectName table, Parts parts) {
    this.dialect = dialect;
    this.rows = rows;
    this.table = table;
    this.parts = parts;
  }

  /** Parts is what was said of the query. */
  private record Parts(
      List<String> columns, List<String> conditions, List<String> order, Optional<Integer> limit) {}

  static TableQuery of(Dialect dialect, Tables.Rows rows, ObjectName table) {
    return new TableQuery(
        dialect, rows, table, new Parts(List.of(), List.of(), List.of(), Optional.empty()));
  }

  private TableQuery with(Parts other) {
    return new TableQuery(dialect, rows, table, other);
  }

  /**
   * The rows whose columns have these values: {@code where(team_id: 3)}; of a list, one of them; of
   * null, none at all.
   */
  public TableQuery where(Map<String, ?> values) {
    TableQuery query = this;
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      query = query.where(condition(entry.getKey(), entry.getValue()));
    }
    return query;
  }

  /** The rows for which a condition in SQL is true. */
  public TableQuery where(String condition) {
    return with(
        new Parts(
            parts.columns,
            plus(parts.conditions, List.of("(" + condition + ")")),
            parts.order,
            parts.limit));
  }

  /** These columns, or expressions in SQL, alone. */
  public TableQuery select(String... columns) {
    return with(
        new Parts(
            plus(parts.columns, Arrays.stream(columns).map(this::term).toList()),
            parts.conditions,
            parts.order,
            parts.limit));
  }

  /** In the order of columns, {@code 'name'} or {@code 'name desc'}, or expressions in SQL. */
  public TableQuery orderBy(String... columns) {
    return with(
        new Parts(
            parts.columns,
            parts.conditions,
            plus(parts.order, Arrays.stream(columns).map(this::term).toList()),
            parts.limit));
  }

  /** At most so many. */
  public TableQuery limit(int rows) {
    if (rows < 0) {
      throw new SchemaMistake("A limit is 0 or more, not " + rows);
    }
    return with(new Parts(parts.columns, parts.conditions, parts.order, Optional.of(rows)));
  }

  private static List<String> plus(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private String term(String column) {
    Matcher plain = COLUMN.matcher(column);
    if (!plain.matches()) {
      return column;
    }
    return dialect.quote(plain.group(1))
        + Optional.ofNullable(plain.group(2)).map(d -> " " + d.toUpperCase(Locale.ROOT)).orElse("");
  }

  private String condition(String column, @Nullable Object value) {
    String name = dialect.quote(column);
    if (value == null) {
      return name + " IS NULL";
    }
    if (!(value instanceof Collection<?> several)) {
      return name + " = " + dialect.literal(Value.of(value));
    }
    String others =
        several.stream()
            .filter(v -> v != null)
            .map(v -> dialect.literal(Value.of(v)))
            .collect(Collectors.joining(", "));
    String among = others.isEmpty() ? "1 = 0" : name + " IN (" + others + ")";
    return several.stream().anyMatch(v -> v == null) ? among + " OR " + name + " IS NULL" : among;
  }

  /** The query. */
  public String sql() {
    String columns = parts.columns.isEmpty() ? "*" : String.join(", ", parts.columns);
    String sql = "SELECT " + columns + " FROM " + dialect.quote(table) + conditions();
    String ordered =
        parts.order.isEmpty() ? sql : sql + " ORDER BY " + String.join(", ", parts.order);
    return parts.limit.map(limit -> dialect.first(ordered, limit)).orElse(ordered);
  }

  private String conditions() {
    return parts.conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts.conditions);
  }

  /** How many rows there are, without regard to a limit. */
  public long count() {
    List<Map<String, @Nullable Object>> counted = new ArrayList<>();
    rows.of(
        "SELECT count(*) AS n FROM " + dialect.quote(table) + conditions(), new Gathering(counted));
    return counted.isEmpty() ? 0 : ((Number) counted.get(0).values().iterator().next()).longValue();
  }

  /** All rows, each by the names of its columns. */
  public List<Map<String, @Nullable Object>> list() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    rows.of(sql(), new Gathering(all));
    return all;
  }

  /** The first row; null where there is none. */
  public @Nullable Map<String, @Nullable Object> first() {
    List<Map<String, @Nullable Object>> one = limit(1).list();
    return one.isEmpty() ? null : one.get(0);
  }

  @Override
  public Iterator<Map<String, @Nullable Object>> iterator() {
    return list().iterator();
  }

  /** The query. */
  @Override
  public String toString() {
    return sql();
  }
}
