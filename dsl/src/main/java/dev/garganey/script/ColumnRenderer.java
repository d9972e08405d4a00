package dev.garganey.script;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;

/** ColumnRenderer writes parts of a table the way a script does, for those who read about it. */
public final class ColumnRenderer {
  private ColumnRenderer() {}

  /** A type as a value: {@code decimal(12, 2)}, {@code text}. */
  public static String type(ColumnType type) {
    return bare(TypeText.value(type));
  }

  /** All that a column is besides its name: {@code varchar(320).notNull().defaultTo('')}. */
  public static String column(Column column) {
    String more = TableText.more(column);
    return Layout.finish(
        (more.isEmpty() ? type(column.type()) : TypeText.value(column.type())) + more);
  }

  /** A literal or an expression. */
  public static String value(Value value) {
    return Layout.finish(Literals.value(value));
  }

  /** A constraint as the body of its table has it. */
  public static String constraint(ObjectName table, Constraint constraint) {
    return Layout.finish(
        new ConstraintText(table, constraint.name().isEmpty()).inTable(constraint));
  }

  /** An index as the body of its table has it. */
  public static String index(ObjectName table, Index index) {
    return Layout.finish(new IndexText(table).inTable(index));
  }

  /** Parentheses with nothing in them say nothing to a reader. */
  private static String bare(String call) {
    return call.endsWith("()") ? call.substring(0, call.length() - 2) : call;
  }
}
