package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.sqlite.SqliteRebuild.Check;
import dev.garganey.model.Column;
import dev.garganey.model.Index;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.Value;
import dev.garganey.plan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** RebuildGuards stop a rebuild that would fail half-way, or lose what history does not know of. */
final class RebuildGuards {
  private final SqliteSql sql;
  private final Table before;
  private final Table after;
  private final Map<String, String> copied;

  RebuildGuards(SqliteSql sql, Table before, Table after, Map<String, String> copied) {
    this.sql = sql;
    this.before = before;
    this.after = after;
    this.copied = copied;
  }

  List<Check> actions() {
    List<Check> checks = new ArrayList<>();
    checks.add(unknown());
    for (Column column : after.columns()) {
      boolean required = !column.nullable() && column.generated().isEmpty();
      if (required && copied.containsKey(column.name())) {
        if (!keptRequired(column)) {
          checks.add(holdsNull(column, copied.get(column.name())));
        }
      } else if (required && column.identity().isEmpty() && isWithoutDefault(column)) {
        checks.add(hasRows(column));
      }
    }
    return checks;
  }

  private boolean keptRequired(Column column) {
    boolean plain = copied.get(column.name()).equals(sql.quote(column.name()));
    return plain && before.findColumn(column.name()).filter(c -> !c.nullable()).isPresent();
  }

  private static boolean isWithoutDefault(Column column) {
    return column.defaultValue().filter(v -> !(v instanceof Value.Null)).isEmpty();
  }

  private Check holdsNull(Column column, String expression) {
    String name = before.name() + "." + column.name();
    return new Check(
        new Action.ExpectNone(
            "SELECT "
                + expression
                + " IS NULL FROM "
                + table()
                + " WHERE ("
                + expression
                + ") IS NULL LIMIT 1",
            "`"
                + name
                + "` cannot become NOT NULL, because a row has NULL there; update those rows first"),
        "look for NULL in " + name);
  }

  private Check hasRows(Column column) {
    String name = before.name() + "." + column.name();
    return new Check(
        new Action.ExpectNone(
            "SELECT 'a row' FROM " + table() + " LIMIT 1",
            "`"
                + name
                + "` is new, NOT NULL and without a default, but the table has rows; give it a"
                + " default, or add it nullable, fill it, and make it NOT NULL then"),
        "look whether " + before.name() + " is empty");
  }

  /** A column, index or trigger made by hand, or a trigger with another text. */
  private Check unknown() {
    StringBuilder query =
        new StringBuilder("SELECT 'column ' || name FROM pragma_table_xinfo(")
            .append(sql.text(before.name().name()))
            .append(") WHERE name NOT IN (")
            .append(list(before.columns().stream().map(Column::name).toList()))
            .append(")\nUNION ALL SELECT type || ' ' || name FROM sqlite_schema WHERE tbl_name = ")
            .append(sql.text(before.name().name()))
            .append(" COLLATE NOCASE AND sql IS NOT NULL AND (type = 'index' AND name NOT IN (")
            .append(list(before.indexes().stream().map(Index::name).toList()))
            .append(") OR type = 'trigger' AND name NOT IN (")
            .append(list(before.triggers().stream().map(Trigger::name).toList()))
            .append("))");
    for (Trigger trigger : before.triggers()) {
      String tail = sql.text(TriggerText.tail(trigger));
      query
          .append("\nUNION ALL SELECT 'the text of trigger ' || name FROM sqlite_schema")
          .append(" WHERE type = 'trigger' AND name = ")
          .append(sql.text(trigger.name()))
          .append(" AND substr(sql, -length(")
          .append(tail)
          .append(")) <> ")
          .append(tail);
    }
    return new Check(
        new Action.ExpectNone(
            query.toString(),
            "The rebuild of `"
                + before.name()
                + "` would lose what history does not know of; say it in a migration first, or drop"
                + " it"),
        "look for what history does not know of " + before.name());
  }

  private String list(List<String> names) {
    return names.stream().map(sql::text).collect(Collectors.joining(", "));
  }

  private String table() {
    return sql.quote(before.name());
  }
}
