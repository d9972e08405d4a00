package dev.garganey.dialect.postgresql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * ColumnNumbers knows the names of columns by their table and number. The catalogue lists the
 * columns of a constraint by number; to join each list with {@code pg_attribute} takes a server
 * with thousands of tables longer than all the rest of its constraints.
 */
final class ColumnNumbers {
  private final Map<Long, Map<Integer, String>> names = new HashMap<>();
  private final Map<Long, List<ColumnsReader.Found>> columns;

  ColumnNumbers(Map<Long, List<ColumnsReader.Found>> columns) {
    columns.forEach(
        (table, all) -> {
          Map<Integer, String> ofTable = new HashMap<>();
          all.forEach(found -> ofTable.put(found.number(), found.column().name()));
          names.put(table, ofTable);
        });
    this.columns = columns;
  }

  /** The number of the collation of a table's column. */
  long collation(long table, String column) {
    return columns.getOrDefault(table, List.of()).stream()
        .filter(found -> found.column().name().equals(column))
        .mapToLong(ColumnsReader.Found::collation)
        .findFirst()
        .orElse(0);
  }

  /**
   * The names of the columns in a list of numbers, {@code {1,3}} or {@code 1 3}; none for {@code
   * null}. A number without a column, as that of an expression in an index, has no name there.
   */
  List<String> names(long table, String numbers) {
    List<String> found = new ArrayList<>();
    if (numbers != null) {
      StringTokenizer tokens = new StringTokenizer(numbers, "{}, ");
      while (tokens.hasMoreTokens()) {
        String name = names.getOrDefault(table, Map.of()).get(Integer.parseInt(tokens.nextToken()));
        if (name != null) {
          found.add(name);
        }
      }
    }
    return found;
  }
}
