package dev.garganey.console;

import dev.garganey.dialect.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * ResultRows is a small result, all of which is there.
 *
 * @param rows each as long as there are headings
 */
public record ResultRows(List<Heading> headings, List<List<Cell>> rows) {
  public ResultRows {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  /** All rows that a driver has. */
  public static ResultRows of(ResultSet results, Dialect dialect) throws SQLException {
    ResultReader reader = new ResultReader(results, dialect);
    List<List<Cell>> rows = new ArrayList<>();
    while (results.next()) {
      rows.add(reader.row());
    }
    return new ResultRows(reader.headings(), rows);
  }
}
