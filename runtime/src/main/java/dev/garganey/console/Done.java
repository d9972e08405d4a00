package dev.garganey.console;

import dev.garganey.dialect.TransactionState;
import java.util.List;
import java.util.OptionalLong;

/**
 * Done says what came of a statement.
 *
 * @param rows how many rows were given out, where it was a query
 * @param changed how many rows were changed, where the database says so
 * @param more whether there are rows that were not wanted
 * @param millis how long it took, with reading the rows
 * @param notices what the database had to say beside its answer
 * @param transaction where the connection stands now
 */
public record Done(
    OptionalLong rows,
    OptionalLong changed,
    boolean more,
    long millis,
    List<String> notices,
    TransactionState transaction) {
  public Done {
    notices = List.copyOf(notices);
  }
}
