package dev.garganey.seed;

import dev.garganey.dialect.Dialect;
import dev.garganey.execute.Interruption;
import dev.garganey.operation.SourcePosition;
import dev.garganey.plan.PlanMistakes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Questions asks a database about many things at a time. When it cannot answer for all of them, it
 * is asked about ever fewer, until it is known which of them is wrong.
 */
final class Questions {
  /** How many things one query asks about. */
  private static final int AT_ONCE = 500;

  private final Connection connection;
  private final Dialect dialect;
  private final Interruption interruption;
  private final List<PlanMistakes.Entry> mistakes;

  /**
   * @param mistakes where to note what the database refuses
   */
  Questions(
      Connection connection,
      Dialect dialect,
      Interruption interruption,
      List<PlanMistakes.Entry> mistakes) {
    this.connection = connection;
    this.dialect = dialect;
    this.interruption = interruption;
    this.mistakes = mistakes;
  }

  /** Answer takes a row. */
  @FunctionalInterface
  interface Answer {
    void take(ResultSet row) throws SQLException;
  }

  /** Asks one query. */
  void ask(String sql, Answer answer) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      interruption.<Boolean, SQLException>during(
          statement,
          () -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
              while (rows.next()) {
                answer.take(rows);
              }
            }
            return true;
          });
    }
  }

  /** Asks about all things, some at a time. */
  <T> void ask(
      List<T> things,
      Function<List<T>, String> query,
      Function<T, SourcePosition> place,
      Answer answer)
      throws SQLException {
    for (int from = 0; from < things.size(); from += AT_ONCE) {
      part(things.subList(from, Math.min(things.size(), from + AT_ONCE)), query, place, answer);
    }
  }

  private <T> void part(
      List<T> things,
      Function<List<T>, String> query,
      Function<T, SourcePosition> place,
      Answer answer)
      throws SQLException {
    try {
      ask(query.apply(things), answer);
    } catch (SQLException failure) {
      if (dialect.isLockTimeout(failure) || connection.isClosed()) {
        throw failure;
      }
      if (things.size() == 1) {
        mistakes.add(
            new PlanMistakes.Entry(
                place.apply(things.get(0)),
                // What follows tells of a query that nobody wrote.
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("")));
        return;
      }
      for (List<T> half : halves(things)) {
        part(half, query, place, answer);
      }
    }
  }

  private static <T> List<List<T>> halves(List<T> things) {
    int middle = things.size() / 2;
    List<List<T>> halves = new ArrayList<>();
    halves.add(things.subList(0, middle));
    halves.add(things.subList(middle, things.size()));
    return halves;
  }
}
