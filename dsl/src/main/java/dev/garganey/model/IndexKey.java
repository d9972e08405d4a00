package dev.garganey.model;

import dev.garganey.sql.SqlNames;
import java.util.Optional;

/**
 * IndexKey is one position of an index: a column or an expression, and how it is ordered.
 *
 * @param text the column's name, or the expression verbatim
 * @param expression whether {@code text} is an expression
 * @param nullsFirst whether NULLs come first, where that is said
 */
public record IndexKey(
    String text,
    boolean expression,
    boolean descending,
    Optional<Boolean> nullsFirst,
    Optional<String> collation,
    Optional<String> operatorClass) {
  public IndexKey {
    text = expression ? text.strip() : text;
    if (text.isBlank()) {
      throw new SchemaMistake("An index key needs a column or an expression");
    }
  }

  /** A column, ascending. */
  public static IndexKey column(String name) {
    return new IndexKey(name, false, false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** An expression, ascending. */
  public static IndexKey expression(String sql) {
    return new IndexKey(sql, true, false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public IndexKey descend() {
    return new IndexKey(text, expression, true, nullsFirst, collation, operatorClass);
  }

  public IndexKey withNullsFirst(boolean first) {
    return new IndexKey(text, expression, descending, Optional.of(first), collation, operatorClass);
  }

  public IndexKey withCollation(String newCollation) {
    return new IndexKey(
        text, expression, descending, nullsFirst, Optional.of(newCollation), operatorClass);
  }

  public IndexKey withOperatorClass(String newOperatorClass) {
    return new IndexKey(
        text, expression, descending, nullsFirst, collation, Optional.of(newOperatorClass));
  }

  IndexKey withColumnRenamed(String from, String to) {
    String renamed =
        expression ? SqlNames.renameColumn(text, from, to) : text.equals(from) ? to : text;
    return new IndexKey(renamed, expression, descending, nullsFirst, collation, operatorClass);
  }
}
