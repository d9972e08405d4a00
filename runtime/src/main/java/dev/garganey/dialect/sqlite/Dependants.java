package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.sqlite.SqliteRebuild.Check;
import dev.garganey.model.Column;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.plan.Action;
import dev.garganey.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Dependants compiles the views and triggers that name what goes: a view is opened, a trigger's
 * statement explained. All others see what they saw before, and are not touched: some may need
 * functions that only their program has.
 */
final class Dependants {
  private final SqliteSql sql;
  private final Schema schema;
  private final Predicate<String> meant;
  private final List<Check> checks = new ArrayList<>();

  private Dependants(SqliteSql sql, Schema schema, Predicate<String> meant) {
    this.sql = sql;
    this.schema = schema;
    this.meant = meant;
  }

  /** The checks after columns of a table went. */
  static List<Check> ofColumns(SqliteSql sql, Schema schema, Table before, Table after) {
    List<String> dropped =
        before.columns().stream()
            .map(Column::name)
            .filter(c -> after.findColumn(c).isEmpty())
            .toList();
    return dropped.isEmpty()
        ? List.of()
        : new Dependants(
                sql,
                schema.with(after.withTriggers(before.triggers())),
                text -> dropped.stream().anyMatch(c -> TriggerText.mentions(text, c)))
            .all();
  }

  /** The checks after a table went. */
  static List<Check> ofTable(SqliteSql sql, Schema schema, ObjectName table) {
    Schema rest = schema.findTable(table).map(schema::without).orElse(schema);
    return new Dependants(sql, rest, text -> SqlNames.mentionsTable(text, table.name())).all();
  }

  private List<Check> all() {
    schema.views().forEach(this::view);
    schema.tables().forEach(this::table);
    return checks;
  }

  private void view(View view) {
    if (meant.test(view.definition())) {
      compile(
          "SELECT * FROM " + sql.quote(view.name()),
          "check that view " + view.name() + " still works");
    }
    for (Trigger trigger : view.triggers()) {
      String event = TriggerText.event(trigger.definition());
      if (meant.test(trigger.definition()) && !event.equals("UPDATE")) {
        compile(
            event.equals("DELETE")
                ? "DELETE FROM " + sql.quote(view.name())
                : "INSERT INTO " + sql.quote(view.name()) + " DEFAULT VALUES",
            "check that trigger " + trigger.name() + " still works");
      }
    }
  }

  private void table(Table table) {
    Set<String> events = new TreeSet<>();
    for (Trigger trigger : table.triggers()) {
      if (meant.test(trigger.definition())) {
        events.add(TriggerText.event(trigger.definition()));
      }
    }
    for (String event : events) {
      compile(
          statement(table, event), "check that the triggers of " + table.name() + " still work");
    }
  }

  private String statement(Table table, String event) {
    String name = sql.quote(table.name());
    List<String> columns =
        table.columns().stream()
            .filter(c -> c.generated().isEmpty())
            .map(c -> sql.quote(c.name()))
            .toList();
    return switch (event) {
      case "INSERT" -> "INSERT INTO " + name + " DEFAULT VALUES";
      // A trigger may be for the update of some columns only.
      case "UPDATE" ->
          "UPDATE "
              + name
              + " SET "
              + String.join(", ", columns.stream().map(c -> c + " = " + c).toList());
      default -> "DELETE FROM " + name;
    };
  }

  private void compile(String statement, String reason) {
    checks.add(new Check(new Action.Sql("EXPLAIN " + statement), reason));
  }
}
