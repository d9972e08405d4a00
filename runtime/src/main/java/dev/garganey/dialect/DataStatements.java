package dev.garganey.dialect;

import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import dev.garganey.model.Value;
import dev.garganey.operation.Backfill;
import dev.garganey.operation.Delete;
import dev.garganey.operation.Insert;
import dev.garganey.operation.LoadCsv;
import dev.garganey.operation.Update;
import dev.garganey.plan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** DataStatements renders the operations that change rows. */
final class DataStatements {
  /** Rows in one INSERT; keeps a statement well below what products take at once. */
  private static final int ROWS = 500;

  private final StandardSql sql;
  private final Schema before;

  DataStatements(StandardSql sql, Schema before) {
    this.sql = sql;
    this.before = before;
  }

  /** One INSERT for as many rows in a row as name the same columns. */
  List<String> insert(Insert insert) {
    List<String> statements = new ArrayList<>();
    List<Map<String, Value>> run = new ArrayList<>();
    for (Map<String, Value> row : insert.rows()) {
      boolean fits = run.isEmpty() || run.get(0).keySet().equals(row.keySet());
      if (!fits || run.size() == ROWS) {
        statements.add(insert(insert.table(), run));
        run.clear();
      }
      run.add(row);
    }
    statements.add(insert(insert.table(), run));
    return statements;
  }

  private String insert(ObjectName table, List<Map<String, Value>> rows) {
    List<String> columns = List.copyOf(rows.get(0).keySet());
    String values =
        rows.stream()
            .map(
                row ->
                    columns.stream()
                        .map(c -> sql.literal(row.get(c)))
                        .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(",\n  "));
    return into(table, columns) + (rows.size() == 1 ? " VALUES " : " VALUES\n  ") + values;
  }

  private String into(ObjectName table, List<String> columns) {
    return "INSERT INTO "
        + sql.quote(table)
        + " ("
        + sql.quoteAll(columns)
        + ")"
        + sql.insertModifier(before.findTable(table), columns);
  }

  String update(Update update) {
    return set(update.table(), update.set()) + StandardSql.where(update.where());
  }

  private String set(ObjectName table, Map<String, Value> values) {
    return "UPDATE "
        + sql.quote(table)
        + " SET "
        + values.entrySet().stream()
            .map(e -> sql.quote(e.getKey()) + " = " + sql.literal(e.getValue()))
            .collect(Collectors.joining(", "));
  }

  String delete(Delete delete) {
    List<String> conditions = new ArrayList<>();
    delete
        .where()
        .ifPresent(w -> conditions.add(delete.matching().isEmpty() ? w : StandardSql.grouped(w)));
    delete.matching().forEach((column, value) -> conditions.add(equal(column, value)));
    return "DELETE FROM " + sql.quote(delete.table()) + StandardSql.where(all(conditions));
  }

  private String equal(String column, Value value) {
    return sql.quote(column)
        + (value instanceof Value.Null ? " IS NULL" : " = " + sql.literal(value));
  }

  private static Optional<String> all(List<String> conditions) {
    return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", conditions));
  }

  Action load(LoadCsv load) {
    Optional<Table> table = before.findTable(load.table());
    List<String> parameters =
        load.columns().stream()
            .map(c -> sql.parameter(table.flatMap(t -> t.findColumn(c))))
            .toList();
    return new Action.Load(load, into(load.table(), load.columns()), parameters);
  }

  /**
   * Batches along the primary key; comparing row values keeps a composite key in its order. Rows
   * with NULL in their key have no place in it and are changed before the batches, all at once.
   */
  List<Action> backfill(Backfill backfill) {
    Table table =
        before
            .findTable(backfill.table())
            .orElseThrow(
                () ->
                    new SchemaMistake(
                        "The primary key of `"
                            + backfill.table()
                            + "` is not known, because raw SQL made it; use update or data instead"
                            + " of backfill"));
    List<String> keys =
        table
            .primaryKey()
            .map(Constraint.PrimaryKey::columns)
            .orElseThrow(
                () ->
                    new SchemaMistake(
                        "Table `"
                            + table.name()
                            + "` has no primary key to go along in batches; use update instead of"
                            + " backfill"));
    for (String key : keys) {
      if (backfill.set().containsKey(key)) {
        throw new SchemaMistake(
            "`"
                + table.name()
                + "."
                + key
                + "` is part of the primary key, along which a backfill goes from batch to batch,"
                + " so it must not set it; use update instead");
      }
    }
    List<String> loose = keys.stream().filter(k -> sql.mayBeNull(table, k)).toList();
    String row = tuple(keys.stream().map(sql::quote).toList());
    String marks = tuple(keys.stream().map(k -> sql.parameter(table.findColumn(k))).toList());
    Optional<String> written = backfill.where().map(StandardSql::grouped);
    Optional<String> condition =
        loose.isEmpty() ? written : conjunction(written, each(loose, " IS NOT NULL", " AND "));
    String update = set(table.name(), backfill.set());
    String after = row + " > " + marks;
    String upTo = row + " <= " + marks;
    List<Action> actions = new ArrayList<>();
    if (!loose.isEmpty()) {
      String without = StandardSql.grouped(each(loose, " IS NULL", " OR "));
      actions.add(new Action.Sql(update + StandardSql.where(conjunction(written, without))));
    }
    actions.add(
        new Action.Batches(
            keys,
            boundary(table.name(), keys, backfill.batch(), condition),
            boundary(table.name(), keys, backfill.batch(), conjunction(condition, after)),
            update + StandardSql.where(conjunction(condition, upTo)),
            update + StandardSql.where(conjunction(condition, after, upTo)),
            update + StandardSql.where(condition),
            backfill.pauseMillis()));
    return actions;
  }

  /** The same said of each of some columns, as one condition. */
  private String each(List<String> columns, String what, String link) {
    return columns.stream().map(c -> sql.quote(c) + what).collect(Collectors.joining(link));
  }

  private static Optional<String> conjunction(Optional<String> condition, String... others) {
    List<String> conditions = new ArrayList<>();
    condition.ifPresent(conditions::add);
    conditions.addAll(List.of(others));
    return all(conditions);
  }

  private String boundary(
      ObjectName table, List<String> keys, int batch, Optional<String> condition) {
    String backwards =
        keys.stream().map(k -> sql.quote(k) + " DESC").collect(Collectors.joining(", "));
    return "SELECT "
        + sql.quoteAll(keys)
        + " FROM (SELECT "
        + sql.quoteAll(keys)
        + " FROM "
        + sql.quote(table)
        + StandardSql.where(condition)
        + " ORDER BY "
        + sql.quoteAll(keys)
        + " LIMIT "
        + batch
        + ") AS batch ORDER BY "
        + backwards
        + " LIMIT 1";
  }

  private static String tuple(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
  }
}
