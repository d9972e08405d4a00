package dev.garganey.seed;

import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Seed;
import dev.garganey.diff.Seed.Cell;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Value;
import dev.garganey.plan.PlanMistakes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** RowComparison compares the rows of a seed with those of its table, by queries for many rows. */
final class RowComparison {
  /** The rows of the seed, as the query calls them; no name of a user's table. */
  private static final String LISTED = "garganey_seed";

  private final Dialect dialect;
  private final Cells cells;
  private final Questions questions;
  private final List<PlanMistakes.Entry> mistakes;

  RowComparison(
      Dialect dialect, Cells cells, Questions questions, List<PlanMistakes.Entry> mistakes) {
    this.dialect = dialect;
    this.cells = cells;
    this.questions = questions;
    this.mistakes = mistakes;
  }

  /** Numbered is a row and its number in the seed. */
  record Numbered(int number, Seed.Row row) {}

  /** The columns in which each row that is in the table differs from there, by its number. */
  Map<Integer, Set<String>> compare(Seed seed, List<Numbered> rows) throws SQLException {
    Map<Integer, Set<String>> found = new HashMap<>();
    List<String> others = otherColumns(seed);
    questions.ask(
        rows,
        some -> query(seed, some, others),
        numbered -> numbered.row().at(),
        answer -> take(seed, others, answer, found));
    return found;
  }

  private void take(
      Seed seed, List<String> others, ResultSet answer, Map<Integer, Set<String>> found)
      throws SQLException {
    int number = answer.getInt(1);
    Seed.Row row = seed.rows().get(number);
    Set<String> different = new LinkedHashSet<>();
    for (int i = 0; i < others.size(); i++) {
      Cell cell = row.cells().get(others.get(i));
      if (cell != null && !Cells.isExpression(cell) && answer.getInt(i + 2) == 1) {
        different.add(others.get(i));
      }
    }
    if (found.put(number, different) != null) {
      mistakes.add(
          new PlanMistakes.Entry(
              row.at(),
              "Several rows of `"
                  + seed.table()
                  + "` have this key ("
                  + String.join(", ", seed.key())
                  + "); name columns that tell them apart: seed('"
                  + seed.table()
                  + "', key: …)"));
    }
  }

  private static List<String> otherColumns(Seed seed) {
    Set<String> columns = new LinkedHashSet<>();
    seed.rows().forEach(row -> columns.addAll(row.cells().keySet()));
    seed.key().forEach(columns::remove);
    return List.copyOf(columns);
  }

  private String query(Seed seed, List<Numbered> rows, List<String> others) {
    List<String> columns = new ArrayList<>(seed.key());
    columns.addAll(others);
    String different =
        others.stream()
            .map(
                c ->
                    ", CASE WHEN "
                        + dialect.differs(
                            cells.column(seed.table(), c),
                            "held." + dialect.quote(c),
                            LISTED + ".c" + columns.indexOf(c))
                        + " THEN 1 ELSE 0 END")
            .collect(Collectors.joining());
    return "WITH "
        + LISTED
        + "(n"
        + numbered(columns.size())
        + ") AS (VALUES "
        + rows.stream()
            .map(r -> "(" + r.number() + values(seed.table(), columns, r.row()) + ")")
            .collect(Collectors.joining(", "))
        + ") SELECT "
        + LISTED
        + ".n"
        + different
        + " FROM "
        + LISTED
        + " JOIN "
        + dialect.quote(seed.table())
        + " AS held ON "
        + sameKey(seed.key(), "held.");
  }

  private static String numbered(int count) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      names.append(", c").append(i);
    }
    return names.toString();
  }

  private String sameKey(List<String> key, String prefix) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      conditions.add(prefix + dialect.quote(key.get(i)) + " = " + LISTED + ".c" + i);
    }
    return String.join(" AND ", conditions);
  }

  private String values(ObjectName table, List<String> columns, Seed.Row row) {
    return columns.stream().map(c -> ", " + value(table, c, row)).collect(Collectors.joining());
  }

  private String value(ObjectName table, String column, Seed.Row row) {
    Cell cell = row.cells().get(column);
    return cell == null || Cells.isExpression(cell)
        ? dialect.comparable(cells.column(table, column), new Value.Null())
        : cells.comparable(table, column, cell);
  }

  // --- What is not listed ------------------------------------------------------------------------

  /** The condition that a row is not among these; empty text where there are none. */
  String unlisted(ObjectName table, List<String> key, List<Seed.Row> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    return "NOT EXISTS (WITH "
        + LISTED
        + "("
        + numbered(key.size()).substring(2)
        + ") AS (VALUES "
        + rows.stream()
            .map(r -> "(" + values(table, key, r).substring(2) + ")")
            .collect(Collectors.joining(", "))
        + ") SELECT 1 FROM "
        + LISTED
        + " WHERE "
        + sameKey(key, dialect.quote(table) + ".")
        + ")";
  }

  /** How many rows of a table meet a condition, or there are if it is empty. */
  long count(ObjectName table, String condition) throws SQLException {
    List<Long> counted = new ArrayList<>();
    questions.ask(
        "SELECT count(*) FROM "
            + dialect.quote(table)
            + (condition.isEmpty() ? "" : " WHERE " + condition),
        row -> counted.add(row.getLong(1)));
    return counted.get(0);
  }
}
