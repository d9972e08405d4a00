package dev.garganey.dialect;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Deferral;
import dev.garganey.model.Generated;
import dev.garganey.model.Identity;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** StandardSql renders the parts of statements in standard SQL; products override what differs. */
public abstract class StandardSql {
  /** The product's word for a type. */
  public abstract String type(ColumnType type);

  /** The name between double quotes, in which a double quote is doubled. */
  public String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name with its schema between quotes. */
  public String quote(ObjectName name) {
    return name.schema().map(s -> quote(s) + ".").orElse("") + quote(name.name());
  }

  /** The names between quotes, separated by commas. */
  public String quoteAll(List<String> names) {
    return names.stream().map(this::quote).collect(Collectors.joining(", "));
  }

  /** A character string between single quotes. */
  public String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** The value as a literal, or the expression as it is. */
  public String literal(Value value) {
    if (value instanceof Value.Null) {
      return "NULL";
    }
    if (value instanceof Value.Text t) {
      return text(t.value());
    }
    if (value instanceof Value.Number n) {
      return n.value().toPlainString();
    }
    if (value instanceof Value.Bool b) {
      return bool(b.value());
    }
    if (value instanceof Value.Binary b) {
      return binary(b.hex());
    }
    return ((Value.Expression) value).sql();
  }

  protected String bool(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  protected String binary(String hex) {
    return "X'" + hex + "'";
  }

  /** A query that yields a row if the table, or a column beyond its constant default, has data. */
  public String holdsData(ObjectName table, Optional<Column> column) {
    String held =
        column
            .map(
                c ->
                    " WHERE "
                        + quote(c.name())
                        + " IS NOT NULL"
                        + c.defaultValue()
                            .filter(
                                v -> !(v instanceof Value.Null || v instanceof Value.Expression))
                            .flatMap(v -> differs(c, v))
                            .map(d -> " AND " + d)
                            .orElse(""))
            .orElse("");
    return "SELECT 1 FROM " + quote(table) + held + " LIMIT 1";
  }

  /** The condition that a column holds something else; empty where values cannot be compared. */
  protected Optional<String> differs(Column column, Value value) {
    return column.type() instanceof ColumnType.Native || column.collation().isPresent()
        ? Optional.empty()
        : Optional.of(
            quote(column.name())
                + " IS DISTINCT FROM CAST("
                + literal(value)
                + " AS "
                + type(column.type())
                + ")");
  }

  /** An expression between parentheses; a line comment at its end does not swallow the second. */
  public static String grouped(String expression) {
    return "(" + expression + (expression.contains("--") ? "\n" : "") + ")";
  }

  /** The column as CREATE TABLE and ADD COLUMN have it. */
  public String column(Column column) {
    return quote(column.name()) + " " + type(column.type()) + clauses(column);
  }

  /** What follows a column's type, each clause after a blank. */
  protected String clauses(Column column) {
    return column.collation().map(this::collationClause).orElse("")
        + column.defaultValue().map(this::defaultClause).orElse("")
        + column.generated().map(this::generatedClause).orElse("")
        + column.identity().map(this::identityClause).orElse("")
        + (column.nullable() ? "" : " NOT NULL");
  }

  protected String collationClause(String collation) {
    return " COLLATE " + collation(collation);
  }

  /** The collation's name, quoted as the product wants it. */
  protected String collation(String collation) {
    return quote(ObjectName.parse(collation));
  }

  protected String defaultClause(Value value) {
    return " DEFAULT " + literal(value);
  }

  protected String generatedClause(Generated generated) {
    return " GENERATED ALWAYS AS "
        + grouped(generated.expression())
        + (generated.stored() ? " STORED" : " VIRTUAL");
  }

  protected String identityClause(Identity identity) {
    String options = sequenceOptions(identity.options());
    return " GENERATED "
        + (identity.always() ? "ALWAYS" : "BY DEFAULT")
        + " AS IDENTITY"
        + (options.isEmpty() ? "" : " (" + options.strip() + ")");
  }

  /** The options that are not the default, each after a blank. */
  public String sequenceOptions(SequenceOptions options) {
    return options.start().map(n -> " START WITH " + n).orElse("")
        + options.increment().map(n -> " INCREMENT BY " + n).orElse("")
        + options.min().map(n -> " MINVALUE " + n).orElse("")
        + options.max().map(n -> " MAXVALUE " + n).orElse("")
        + options.cache().map(n -> " CACHE " + n).orElse("")
        + (options.cycle() ? " CYCLE" : "");
  }

  /** CREATE TABLE with columns and constraints; indexes, triggers and comments come after it. */
  public String createTable(Table table) {
    return createTableHead(table)
        + " (\n  "
        + String.join(",\n  ", elements(table))
        + "\n)"
        + createTableTail(table);
  }

  /** What stands before the opening parenthesis. */
  protected String createTableHead(Table table) {
    return "CREATE TABLE " + quote(table.name());
  }

  /** What stands after the closing parenthesis, with a blank before it unless it is empty. */
  protected String createTableTail(Table table) {
    return "";
  }

  /** What stands between the parentheses: columns, then constraints. */
  protected List<String> elements(Table table) {
    List<String> elements = new ArrayList<>();
    table.columns().forEach(c -> elements.add(column(c)));
    table.constraints().forEach(c -> elements.add(constraint(c)));
    return elements;
  }

  /** The constraint as a clause of a table, with its name where it has one. */
  public String constraint(Constraint constraint) {
    return constraint.name().map(n -> "CONSTRAINT " + quote(n) + " ").orElse("")
        + constraintBody(constraint);
  }

  private String constraintBody(Constraint constraint) {
    return switch (constraint.kind()) {
      case PRIMARY_KEY -> primaryKey((Constraint.PrimaryKey) constraint);
      case UNIQUE -> unique((Constraint.Unique) constraint);
      case FOREIGN_KEY -> foreignKey((Constraint.ForeignKey) constraint);
      case CHECK -> check((Constraint.Check) constraint);
      case EXCLUSION -> exclusion((Constraint.Exclusion) constraint);
    };
  }

  protected String primaryKey(Constraint.PrimaryKey key) {
    return "PRIMARY KEY (" + quoteAll(key.columns()) + ")" + deferral(key.deferral());
  }

  protected String unique(Constraint.Unique key) {
    return "UNIQUE (" + quoteAll(key.columns()) + ")" + deferral(key.deferral());
  }

  protected String foreignKey(Constraint.ForeignKey key) {
    return "FOREIGN KEY ("
        + quoteAll(key.columns())
        + ") REFERENCES "
        + quote(key.references())
        + (key.referencedColumns().isEmpty() ? "" : " (" + quoteAll(key.referencedColumns()) + ")")
        + key.match().map(m -> " MATCH " + m).orElse("")
        + action(" ON DELETE ", key.onDelete())
        + action(" ON UPDATE ", key.onUpdate())
        + deferral(key.deferral());
  }

  private static String action(String words, ReferentialAction action) {
    return action == ReferentialAction.NO_ACTION ? "" : words + action.sql();
  }

  protected String check(Constraint.Check check) {
    return "CHECK " + grouped(check.expression());
  }

  protected String exclusion(Constraint.Exclusion exclusion) {
    return "EXCLUDE " + exclusion.definition() + deferral(exclusion.deferral());
  }

  /** The clause with a blank before it, or nothing. */
  protected static String deferral(Deferral deferral) {
    return deferral.sql().isEmpty() ? "" : " " + deferral.sql();
  }

  /**
   * CREATE INDEX.
   *
   * @param modifier what follows the word INDEX, each word followed by a blank
   */
  public String createIndex(ObjectName owner, Index index, String modifier) {
    return "CREATE "
        + (index.unique() ? "UNIQUE " : "")
        + "INDEX "
        + modifier
        + quote(index.name())
        + " ON "
        + indexOwner(owner, index)
        + index.method().map(m -> " USING " + quote(m)).orElse("")
        + " ("
        + index.keys().stream().map(this::indexKey).collect(Collectors.joining(", "))
        + ")"
        + indexTail(index);
  }

  /** The table or view of an index, as CREATE INDEX names it. */
  protected String indexOwner(ObjectName owner, Index index) {
    return quote(owner);
  }

  /** What follows the keys of an index. */
  protected String indexTail(Index index) {
    return where(index.where());
  }

  protected String indexKey(IndexKey key) {
    return (key.expression() ? grouped(key.text()) : quote(key.text()))
        + key.collation().map(this::collationClause).orElse("")
        + key.operatorClass().map(c -> " " + c).orElse("")
        + (key.descending() ? " DESC" : "")
        + key.nullsFirst().map(first -> first ? " NULLS FIRST" : " NULLS LAST").orElse("");
  }

  /** The clause {@code WHERE condition} after a blank, or nothing. */
  public static String where(Optional<String> condition) {
    return condition.map(c -> " WHERE " + c).orElse("");
  }

  /**
   * CREATE VIEW.
   *
   * @param verb CREATE or CREATE OR REPLACE
   */
  public String createView(View view, String verb) {
    return verb
        + (view.materialized() ? " MATERIALIZED VIEW " : " VIEW ")
        + quote(view.name())
        + (view.columns().isEmpty() ? "" : " (" + quoteAll(view.columns()) + ")")
        + viewOptions(view)
        + " AS\n"
        + view.definition()
        + viewTail(view);
  }

  /** What stands between the name of a view and AS, after a blank. */
  protected String viewOptions(View view) {
    return "";
  }

  /** What follows the query of a view, after a blank. */
  protected String viewTail(View view) {
    return "";
  }

  /** CREATE TRIGGER. */
  public String createTrigger(Trigger trigger) {
    return "CREATE "
        + (trigger.constraint() ? "CONSTRAINT " : "")
        + "TRIGGER "
        + quote(trigger.name())
        + " "
        + trigger.definition();
  }

  /**
   * A parameter that takes the text or the value of a column.
   *
   * @param column empty where the column is not known
   */
  public String parameter(Optional<Column> column) {
    return "?";
  }

  /** Whether a column of the primary key can hold NULL; the standard does not let it. */
  protected boolean mayBeNull(Table table, String key) {
    return false;
  }

  /** What stands between the columns of an INSERT and its VALUES, after a blank. */
  protected String insertModifier(Optional<Table> table, List<String> columns) {
    return "";
  }
}
