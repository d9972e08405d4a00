package dev.garganey.seed;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cells writes the values of seeds as SQL; a reference is a query for the row that it means. */
final class Cells {
  private final Dialect dialect;
  private final Schema schema;

  /**
   * @param schema the tables as the database has them
   */
  Cells(Dialect dialect, Schema schema) {
    this.dialect = dialect;
    this.schema = schema;
  }

  Column column(ObjectName table, String column) {
    return schema.table(table).column(column);
  }

  /** What makes the database's own numbers for a column go on behind those that are there. */
  Optional<String> catchUp(ObjectName table, String column) {
    return dialect.catchUp(table, column(table, column));
  }

  /** The value to store. */
  Value stored(Cell cell) {
    return cell instanceof Cell.Literal literal
        ? literal.value()
        : new Value.Expression(query((Cell.Reference) cell));
  }

  /** The value as an expression of the column's type. */
  String comparable(ObjectName table, String column, Cell cell) {
    return cell instanceof Cell.Literal literal
        ? dialect.comparable(column(table, column), literal.value())
        : query((Cell.Reference) cell);
  }

  private String query(Cell.Reference reference) {
    return from(dialect.quote(reference.target().column()), reference);
  }

  /** The query that counts the rows that a reference may mean. */
  String count(Cell.Reference reference) {
    return from("count(*)", reference);
  }

  private String from(String what, Cell.Reference reference) {
    ObjectName table = reference.target().table();
    return "(SELECT "
        + what
        + " FROM "
        + dialect.quote(table)
        + " WHERE "
        + condition(table, reference.key())
        + ")";
  }

  /** The condition that a row has these values. */
  String condition(ObjectName table, Map<String, Cell> key) {
    return key.entrySet().stream()
        .map(e -> equal(table, e.getKey(), e.getValue()))
        .collect(Collectors.joining(" AND "));
  }

  private String equal(ObjectName table, String column, Cell cell) {
    if (isNull(cell)) {
      return dialect.quote(column) + " IS NULL";
    }
    return dialect.quote(column) + " = " + operand(table, column, cell);
  }

  /** Without a cast where the literal is of the column's type anyway. */
  private String operand(ObjectName table, String column, Cell cell) {
    return cell instanceof Cell.Literal literal
            && isPlain(column(table, column).type(), literal.value())
        ? dialect.literal(literal.value())
        : comparable(table, column, cell);
  }

  private static boolean isPlain(ColumnType type, Value value) {
    if (value instanceof Value.Number) {
      return type instanceof ColumnType.SmallInt
          || type instanceof ColumnType.Int
          || type instanceof ColumnType.BigInt
          || type instanceof ColumnType.Decimal;
    }
    return value instanceof Value.Text;
  }

  /** What two cells share that mean the same whatever the database: 1, 1.0 and '1' do. */
  static Object form(Cell cell) {
    if (cell instanceof Cell.Reference reference) {
      return List.of(reference.target(), forms(reference.key()));
    }
    Value value = ((Cell.Literal) cell).value();
    if (value instanceof Value.Number number) {
      return number.value().stripTrailingZeros().toPlainString();
    }
    return value instanceof Value.Text text ? text.value() : value;
  }

  static Map<String, Object> forms(Map<String, Cell> cells) {
    Map<String, Object> forms = new LinkedHashMap<>();
    cells.forEach((column, cell) -> forms.put(column, form(cell)));
    return forms;
  }

  static boolean isNull(Cell cell) {
    return cell instanceof Cell.Literal literal && literal.value() instanceof Value.Null;
  }

  /** Whether the database makes the value when it is stored, so that it cannot be compared. */
  static boolean isExpression(Cell cell) {
    return cell instanceof Cell.Literal literal && literal.value() instanceof Value.Expression;
  }
}
