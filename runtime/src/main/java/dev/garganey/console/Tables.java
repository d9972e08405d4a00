package dev.garganey.console;

import dev.garganey.dialect.Dialect;
import dev.garganey.model.ObjectName;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tables is a database as code reads it: a map of queries by the names of tables and views, {@code
 * db.users}, and for schemas of such maps, {@code db.app.users}. A name that is of neither is a
 * query too, for the database to say what it thinks of it.
 */
public final class Tables extends AbstractMap<String, Object> {
  private final Dialect dialect;
  private final Rows rows;
  private final Supplier<Collection<ObjectName>> names;
  private final Optional<String> schema;

  /**
   * A database.
   *
   * @param rows sends queries
   * @param names the tables and views there are, asked for when somebody wants to know
   */
  public Tables(Dialect dialect, Rows rows, Supplier<Collection<ObjectName>> names) {
    this(dialect, rows, names, Optional.empty());
  }

  private Tables(
      Dialect dialect, Rows rows, Supplier<Collection<ObjectName>> names, Optional<String> schema) {
    this.dialect = dialect;
    this.rows = rows;
    this.names = names;
    this.schema = schema;
  }

  /** Rows sends a query, whose rows go to a sink. */
  @FunctionalInterface
  public interface Rows {
    /** Sends it. */
    void of(String sql, RowSink sink);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries().containsKey(String.valueOf(key));
  }

  @Override
  public Object get(@Nullable Object key) {
    String name = String.valueOf(key);
    if (schema.isEmpty() && name.indexOf('.') < 0) {
      boolean isSchema =
          names.get().stream().anyMatch(n -> n.schema().equals(Optional.of(name)))
              && names.get().stream().noneMatch(n -> n.equals(ObjectName.of(name)));
      if (isSchema) {
        return new Tables(dialect, rows, names, Optional.of(name));
      }
    }
    ObjectName parsed = ObjectName.parse(name);
    return query(schema.isPresent() ? new ObjectName(schema, name) : parsed);
  }

  private TableQuery query(ObjectName table) {
    return TableQuery.of(dialect, rows, table);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return entries().entrySet();
  }

  private Map<String, Object> entries() {
    Map<String, Object> entries = new LinkedHashMap<>();
    names.get().stream()
        .filter(n -> schema.isEmpty() || n.schema().equals(schema))
        .forEach(n -> entries.put(schema.isPresent() ? n.name() : n.toString(), query(n)));
    return entries;
  }

  @Override
  public String toString() {
    return entries().keySet().toString();
  }
}
