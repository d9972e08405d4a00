package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.StandardSql;
import dev.garganey.dialect.UnsupportedByProduct;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Deferral;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * SqliteSql renders the parts of SQLite's statements.
 *
 * <p>It is given lowered schemas: enums, identities without a key and the like are gone by then.
 */
final class SqliteSql extends StandardSql {
  /** Defaults that need no parentheses; SQLite, "CREATE TABLE", 3.2. */
  private static final Set<String> BARE =
      Set.of("current_timestamp", "current_date", "current_time", "null", "true", "false");

  @Override
  public String type(ColumnType type) {
    return SqliteTypes.sql(type);
  }

  @Override
  public String quote(ObjectName name) {
    if (name.schema().isPresent()) {
      throw unsupported("schemas", "name the table `" + name.name() + "` alone");
    }
    return quote(name.name());
  }

  static UnsupportedByProduct unsupported(String what, String remedy) {
    return new UnsupportedByProduct(Product.SQLITE, what, remedy);
  }

  /** Truth is 1 and 0; SQLite, "Datatypes In SQLite", 2.1. */
  @Override
  protected String bool(boolean value) {
    return value ? "1" : "0";
  }

  @Override
  protected String collation(String collation) {
    return quote(collation);
  }

  @Override
  protected String defaultClause(Value value) {
    if (value instanceof Value.Expression expression
        && !BARE.contains(expression.sql().toLowerCase(Locale.ROOT))) {
      return " DEFAULT " + grouped(expression.sql());
    }
    return " DEFAULT " + literal(value);
  }

  @Override
  protected String clauses(Column column) {
    return column.collation().map(this::collationClause).orElse("")
        + column.defaultValue().map(this::defaultClause).orElse("")
        + column.generated().map(this::generatedClause).orElse("")
        + (column.nullable() ? "" : " NOT NULL" + conflict(Optional.ofNullable(column.options().get("notNullOnConflict"))));
  }

  private static String conflict(Optional<String> clause) {
    return clause.map(c -> " ON CONFLICT " + c).orElse("");
  }

  @Override
  protected List<String> elements(Table table) {
    Optional<Column> identity =
        table.columns().stream().filter(c -> c.identity().isPresent()).findFirst();
    List<String> elements = new ArrayList<>();
    for (Column column : table.columns()) {
      elements.add(
          identity.isPresent() && identity.get() == column
              ? identityColumn(table, column)
              : column(column));
    }
    for (Constraint constraint : table.constraints()) {
      if (identity.isEmpty() || !(constraint instanceof Constraint.PrimaryKey)) {
        elements.add(constraint(constraint));
      }
    }
    return elements;
  }

  /** AUTOINCREMENT needs this very form; SQLite, "SQLite Autoincrement". */
  private String identityColumn(Table table, Column column) {
    Optional<Constraint.PrimaryKey> key = table.primaryKey();
    if (key.isEmpty() || !key.get().columns().equals(List.of(column.name()))) {
      throw unsupported(
          "identity columns besides the primary key",
          "make `" + column.name() + "` the primary key, or number the rows by a trigger");
    }
    return quote(column.name())
        + " INTEGER PRIMARY KEY"
        + conflict(key.get().onConflict())
        + " AUTOINCREMENT";
  }

  @Override
  protected String primaryKey(Constraint.PrimaryKey key) {
    notDeferrable(key.deferral(), "primary keys");
    return "PRIMARY KEY (" + quoteAll(key.columns()) + ")" + conflict(key.onConflict());
  }

  @Override
  protected String unique(Constraint.Unique key) {
    notDeferrable(key.deferral(), "unique constraints");
    if (key.nullsNotDistinct()) {
      throw unsupported("unique constraints over NULLs", "make the columns NOT NULL");
    }
    if (!key.include().isEmpty()) {
      throw unsupported("INCLUDE columns", "leave them out");
    }
    return "UNIQUE (" + quoteAll(key.columns()) + ")" + conflict(key.onConflict());
  }

  private static void notDeferrable(Deferral deferral, String what) {
    if (deferral != Deferral.NOT_DEFERRABLE) {
      throw unsupported("deferrable " + what, "leave deferrable() out");
    }
  }

  @Override
  protected String exclusion(Constraint.Exclusion exclusion) {
    throw unsupported("exclusion constraints", "guard the rows with a trigger");
  }

  @Override
  protected String createTableHead(Table table) {
    return "CREATE TABLE " + quote(table.name());
  }

  @Override
  public String createTable(Table table) {
    String module = table.options().get("virtual");
    if (module != null) {
      return "CREATE VIRTUAL TABLE " + quote(table.name()) + " USING " + module;
    }
    return super.createTable(table);
  }

  @Override
  protected String createTableTail(Table table) {
    List<String> words = new ArrayList<>();
    if ("true".equals(table.options().get("strict"))) {
      words.add("STRICT");
    }
    if ("true".equals(table.options().get("withoutRowid"))) {
      words.add("WITHOUT ROWID");
    }
    return words.isEmpty() ? "" : " " + String.join(", ", words);
  }

  @Override
  public String createIndex(ObjectName owner, Index index, String modifier) {
    if (!index.include().isEmpty()) {
      throw unsupported("INCLUDE columns", "make them the last keys of the index");
    }
    if (index.nullsNotDistinct()) {
      throw unsupported("unique indexes over NULLs", "make the columns NOT NULL");
    }
    if (index.method().isPresent() && !index.method().get().equalsIgnoreCase("btree")) {
      throw unsupported(
          "indexes of method " + index.method().get(), "use only(…) for the product that has it");
    }
    return super.createIndex(
        owner,
        new Index(
            index.name(),
            index.unique(),
            index.keys(),
            index.where(),
            Optional.empty(),
            List.of(),
            false,
            index.options(),
            Optional.empty()),
        modifier);
  }

  @Override
  protected String indexKey(IndexKey key) {
    if (key.operatorClass().isPresent()) {
      throw unsupported("operator classes", "leave it out");
    }
    // NULLs are the least of all values here; SQLite, "Datatypes In SQLite", 4.1.
    boolean natural =
        key.nullsFirst().isEmpty() || key.nullsFirst().get() != key.descending();
    if (!natural) {
      throw unsupported("other places for NULLs in an index", "leave nullsFirst and nullsLast out");
    }
    return super.indexKey(
        new IndexKey(
            key.text(),
            key.expression(),
            key.descending(),
            Optional.empty(),
            key.collation(),
            Optional.empty()));
  }
}
