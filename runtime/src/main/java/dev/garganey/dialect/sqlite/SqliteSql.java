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
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SqliteSql renders lowered tables and values in SQLite's SQL. */
final class SqliteSql extends StandardSql {
  static UnsupportedByProduct unsupported(String what, String remedy) {
    return new UnsupportedByProduct(Product.SQLITE, what, remedy);
  }

  /** Truth is 1 and 0; SQLite, "Datatypes In SQLite", 2.1. */
  @Override
  protected String bool(boolean value) {
    return value ? "1" : "0";
  }

  @Override
  public String type(ColumnType type) {
    return SqliteTypes.sql(type);
  }

  @Override
  public String quote(ObjectName name) {
    if (name.schema().isPresent()) {
      throw unsupported(
          "schemas",
          "call `" + name + "` without one, or put the schema's name in front of the table's");
    }
    return quote(name.name());
  }

  @Override
  public String column(Column column) {
    if (column.identity().isPresent()) {
      throw unsupported(
          "identity column beside the primary key",
          "make `" + column.name() + "` the primary key, alone");
    }
    String type = type(column.type());
    return quote(column.name())
        + (type.isEmpty() ? "" : " " + type)
        + inlineKey(column)
        + clauses(column);
  }

  private static String inlineKey(Column column) {
    String order = column.options().get(TableOptions.PRIMARY_KEY);
    return order == null ? "" : " PRIMARY KEY " + order;
  }

  @Override
  protected String clauses(Column column) {
    String onConflict = column.options().get(TableOptions.NOT_NULL_ON_CONFLICT);
    return super.clauses(column) + (onConflict == null ? "" : " ON CONFLICT " + onConflict);
  }

  @Override
  protected String collation(String collation) {
    return quote(collation);
  }

  @Override
  protected String defaultClause(Value value) {
    if (value instanceof Value.Expression expression) {
      return " DEFAULT "
          + (Expressions.isBareDefault(expression.sql())
              ? expression.sql()
              : grouped(expression.sql()));
    }
    return super.defaultClause(value);
  }

  /**
   * The literal, which takes the column's affinity in a comparison. A number for a column of texts
   * is made a text here, for else the column's texts would be taken for numbers (sqlite.org,
   * "Datatypes In SQLite", 4.2).
   */
  String comparable(Column column, Value value) {
    boolean numeric = value instanceof Value.Number || value instanceof Value.Bool;
    return numeric && holdsTexts(column) ? "CAST(" + literal(value) + " AS TEXT)" : literal(value);
  }

  /** Whether the column's affinity is TEXT (3.1 there). */
  private boolean holdsTexts(Column column) {
    String declared = type(column.type()).toUpperCase(Locale.ROOT);
    return !declared.contains("INT")
        && (declared.contains("CHAR") || declared.contains("CLOB") || declared.contains("TEXT"));
  }

  /** Whatever the column's collation takes for the same. */
  String differs(Column column, String held, String wanted) {
    return held + " IS NOT " + wanted + " COLLATE BINARY";
  }

  /** The literal takes the column's affinity, as it did when it was stored. */
  @Override
  protected Optional<String> differs(Column column, Value value) {
    return Optional.of(quote(column.name()) + " IS NOT " + literal(value) + " COLLATE BINARY");
  }

  @Override
  public String createTable(Table table) {
    if (TableOptions.isVirtual(table)) {
      return "CREATE VIRTUAL TABLE "
          + quote(table.name())
          + " USING "
          + table.options().get(TableOptions.VIRTUAL);
    }
    return super.createTable(table);
  }

  @Override
  protected String createTableTail(Table table) {
    List<String> words = new ArrayList<>();
    if (TableOptions.isWithoutRowid(table)) {
      words.add("WITHOUT ROWID");
    }
    if (TableOptions.isStrict(table)) {
      words.add("STRICT");
    }
    return words.isEmpty() ? "" : " " + String.join(", ", words);
  }

  @Override
  protected List<String> elements(Table table) {
    List<String> elements = new ArrayList<>();
    boolean inline = false;
    for (Column column : table.columns()) {
      boolean alone =
          table.primaryKey().filter(k -> k.columns().equals(List.of(column.name()))).isPresent();
      if (alone && column.identity().isPresent()) {
        elements.add(identity(column, table));
        inline = true;
      } else {
        inline |= column.options().containsKey(TableOptions.PRIMARY_KEY);
        elements.add(column(column));
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (!(inline && constraint instanceof Constraint.PrimaryKey)) {
        elements.add(constraint(constraint, table));
      }
    }
    table
        .options()
        .forEach(
            (key, value) -> {
              if (key.startsWith(TableOptions.FOREIGN_KEY)) {
                elements.add(value);
              }
            });
    return elements;
  }

  private String identity(Column column, Table table) {
    if (TableOptions.isWithoutRowid(table)) {
      throw new SchemaMistake(
          "SQLite numbers rows by their rowid, so `"
              + table.name()
              + "` cannot be WITHOUT ROWID and have the identity column `"
              + column.name()
              + "`");
    }
    return quote(column.name())
        + " INTEGER PRIMARY KEY"
        + table.primaryKey().map(SqliteSql::onConflict).orElse("")
        + " AUTOINCREMENT";
  }

  private static String onConflict(Constraint.PrimaryKey key) {
    return key.onConflict().map(c -> " ON CONFLICT " + c).orElse("");
  }

  /** The constraint of a lowered table; its options may give a key's columns an order. */
  private String constraint(Constraint constraint, Table table) {
    String terms = table.options().get(TableOptions.keyTerms(constraint.columns()));
    String clause = constraint(constraint);
    String plain = "(" + quoteAll(constraint.columns()) + ")";
    boolean key =
        constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
    return key && terms != null ? clause.replace(plain, "(" + terms + ")") : clause;
  }

  @Override
  protected String primaryKey(Constraint.PrimaryKey key) {
    refuse(key.deferral(), key.include(), "primary keys");
    return super.primaryKey(key) + onConflict(key);
  }

  @Override
  protected String unique(Constraint.Unique key) {
    refuse(key.deferral(), key.include(), "unique constraints");
    if (key.nullsNotDistinct()) {
      throw nullsNotDistinct();
    }
    return super.unique(key) + key.onConflict().map(c -> " ON CONFLICT " + c).orElse("");
  }

  private static void refuse(Deferral deferral, List<String> include, String what) {
    if (deferral != Deferral.NOT_DEFERRABLE) {
      throw unsupported("deferrable " + what, "leave deferrable() out");
    }
    if (!include.isEmpty()) {
      throw unsupported("INCLUDE columns", "leave them out");
    }
  }

  @Override
  protected String exclusion(Constraint.Exclusion exclusion) {
    throw unsupported("exclusion constraints", "guard the rows with a trigger");
  }

  private static UnsupportedByProduct nullsNotDistinct() {
    return unsupported(
        "unique keys in which NULLs are equal",
        "make the columns not null, or index an expression such as ifnull(column, '')");
  }

  @Override
  public String createIndex(ObjectName owner, Index index, String modifier) {
    if (index.nullsNotDistinct()) {
      throw nullsNotDistinct();
    }
    if (!index.include().isEmpty()) {
      throw unsupported("INCLUDE columns", "make them the last keys of the index");
    }
    Index lowered = SqliteLowering.index(index);
    if (lowered.method().isPresent()) {
      throw unsupported(
          "index method " + lowered.method().get(),
          "leave the method out, or restrict the step to the product that has it");
    }
    return super.createIndex(owner, lowered, modifier);
  }

  @Override
  protected String indexKey(IndexKey key) {
    if (key.operatorClass().isPresent()) {
      throw unsupported(
          "operator classes",
          "leave `" + key.operatorClass().get() + "` out, or index an expression");
    }
    if (key.nullsFirst().isPresent()) {
      throw unsupported("other places for NULLs in an index", "leave nullsFirst and nullsLast out");
    }
    return super.indexKey(key);
  }

  /** SQLite, "CREATE TABLE", 3.5: by an old mistake, most primary keys may hold NULL. */
  @Override
  protected boolean mayBeNull(Table table, String key) {
    Column column = table.column(key);
    boolean required =
        TableOptions.isStrict(table)
            || TableOptions.isWithoutRowid(table)
            || column.identity().isPresent()
            || TableOptions.rowidAlias(table).isPresent();
    return column.nullable() && !required;
  }
}
