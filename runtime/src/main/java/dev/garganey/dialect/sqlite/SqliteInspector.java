package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.View;
import dev.garganey.sql.SqlMistake;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * SqliteInspector reads the schema of a database in two queries: the statements of sqlite_schema,
 * and which tables are shadows of virtual ones. The statements say all that pragmas do and more,
 * and they need none of the program's own functions, collations and modules.
 */
final class SqliteInspector {
  private record Entry(String type, String name, String owner, String sql) {}

  private final Set<String> own;
  private final Set<String> shadows = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, View> views = new HashMap<>();

  private SqliteInspector(Set<ObjectName> ownTables) {
    this.own = new HashSet<>(ownTables.stream().map(n -> folded(n.name())).toList());
  }

  static Schema inspect(Connection connection, Set<ObjectName> ownTables) throws SQLException {
    SqliteInspector inspector = new SqliteInspector(ownTables);
    inspector.read(connection);
    return inspector.schema();
  }

  private void read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'")) {
        while (rows.next()) {
          shadows.add(folded(rows.getString(1)));
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT type, name, tbl_name, sql FROM main.sqlite_schema"
                  + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                  + " ORDER BY rowid")) {
        while (rows.next()) {
          add(
              new Entry(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
  }

  private void add(Entry entry) {
    String owner = folded(entry.owner());
    if (!own.contains(owner) && !shadows.contains(owner)) {
      entries.add(entry);
    }
  }

  private Schema schema() {
    each("table", e -> tables.put(folded(e.name()), TableParser.parse(e.sql(), e.name())));
    each("view", e -> views.put(folded(e.name()), ObjectParser.view(e.sql(), e.name())));
    each("index", this::index);
    each("trigger", this::trigger);
    Schema schema = Schema.EMPTY;
    for (Table table : tables.values()) {
      schema = schema.with(spelled(table));
    }
    for (View view : views.values()) {
      schema = schema.with(view);
    }
    return SqliteLowering.lower(schema);
  }

  @FunctionalInterface
  private interface Reader {
    void read(Entry entry);
  }

  private void each(String type, Reader reader) {
    for (Entry entry : entries) {
      if (entry.type().equals(type)) {
        try {
          reader.read(entry);
        } catch (SqlMistake | SchemaMistake mistake) {
          throw new SchemaMistake(
              "The " + type + " `" + entry.name() + "` cannot be read: " + mistake.getMessage());
        }
      }
    }
  }

  private void index(Entry entry) {
    Table table = owner(entry);
    tables.put(
        folded(entry.owner()), table.plus(ObjectParser.index(entry.sql(), entry.name(), table)));
  }

  private Table owner(Entry entry) {
    return Optional.ofNullable(tables.get(folded(entry.owner()))).orElseThrow(missing(entry));
  }

  private static Supplier<SchemaMistake> missing(Entry entry) {
    return () -> new SchemaMistake("there is no table `" + entry.owner() + "`");
  }

  private void trigger(Entry entry) {
    String key = folded(entry.owner());
    View view = views.get(key);
    if (view == null) {
      Table table = owner(entry);
      tables.put(
          key, table.plus(ObjectParser.trigger(entry.sql(), entry.name(), table.name().name())));
    } else {
      List<dev.garganey.model.Trigger> triggers = new ArrayList<>(view.triggers());
      triggers.add(ObjectParser.trigger(entry.sql(), entry.name(), view.name().name()));
      views.put(key, view.withTriggers(triggers));
    }
  }

  /** Foreign keys name tables and columns in any case; the model wants them as declared. */
  private Table spelled(Table table) {
    List<Constraint> kept = new ArrayList<>();
    Map<String, String> options = new HashMap<>(table.options());
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.ForeignKey key && !isResolved(key)) {
        options.put(
            TableOptions.FOREIGN_KEY + (options.size() - table.options().size() + 1),
            new SqliteSql().constraint(key));
      } else {
        kept.add(constraint instanceof Constraint.ForeignKey key ? spelled(key) : constraint);
      }
    }
    return table.withConstraints(kept).withOptions(options);
  }

  /** Whether the table and the columns that a foreign key names are there. */
  private boolean isResolved(Constraint.ForeignKey key) {
    Table parent = tables.get(folded(key.references().name()));
    if (parent == null) {
      return false;
    }
    if (key.referencedColumns().isEmpty()) {
      int size = parent.primaryKey().map(p -> p.columns().size()).orElse(0);
      return size == key.columns().size();
    }
    Set<String> names = new HashSet<>();
    parent.columns().forEach(c -> names.add(folded(c.name())));
    return key.referencedColumns().stream().allMatch(c -> names.contains(folded(c)));
  }

  private Constraint spelled(Constraint.ForeignKey key) {
    Table parent = tables.get(folded(key.references().name()));
    if (parent == null) {
      return key;
    }
    Map<String, String> names = new HashMap<>();
    for (Column column : parent.columns()) {
      names.put(folded(column.name()), column.name());
    }
    return key.withReference(
        parent.name(),
        key.referencedColumns().stream().map(c -> names.getOrDefault(folded(c), c)).toList());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
