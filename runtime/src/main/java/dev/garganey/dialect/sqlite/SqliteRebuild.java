package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.Constraint;
import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.model.View;
import dev.garganey.operation.SourcePosition;
import dev.garganey.plan.Action;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * SqliteRebuild changes a table by making it anew: new table, copy, drop, rename, with receipts.
 *
 * <p>The procedure is that of SQLite's manual, "ALTER TABLE", section 7, with foreign keys off and
 * {@code legacy_alter_table} on, so that nothing that refers to the table is rewritten. Before the
 * transaction commits, the rows of the table and of every table that references it are counted
 * again, foreign keys are checked, and views and triggers that name the table are compiled.
 */
final class SqliteRebuild {
  private final SqliteSql sql;
  private final Schema schema;
  private final Table before;
  private final Table after;
  private final Map<String, String> copied;
  private final SourcePosition at;
  private final List<Statement> statements = new ArrayList<>();

  /**
   * A rebuild.
   *
   * @param schema what is there before, lowered
   * @param copied the columns of the new table that take their values from the old one, and the
   *     expressions that yield them
   */
  SqliteRebuild(
      SqliteSql sql,
      Schema schema,
      Table before,
      Table after,
      Map<String, String> copied,
      SourcePosition at) {
    this.sql = sql;
    this.schema = schema;
    this.before = before;
    this.after = after;
    this.copied = copied;
    this.at = at;
  }

  List<Statement> statements() {
    Set<ObjectName> children = new TreeSet<>(schema.referrersOf(before.name()));
    children.remove(before.name());
    remember(before.name(), "rows");
    children.forEach(c -> remember(c, "rows"));
    boolean sameKeys = before.foreignKeys().equals(after.foreignKeys());
    if (sameKeys) {
      rememberViolations(before.name());
    }
    children.forEach(this::rememberViolations);
    run("PRAGMA legacy_alter_table = ON", "keep what refers to " + before.name() + " as it is");
    replace();
    after.indexes().forEach(this::index);
    before.triggers().forEach(this::trigger);
    run("PRAGMA legacy_alter_table = OFF", "rename as usual again");
    compare(before.name(), "rows");
    children.forEach(c -> compare(c, "rows"));
    if (sameKeys) {
      compareViolations(before.name());
    } else {
      add(
          new Action.ExpectNone(
              violations(before.name(), "*"),
              "Rows of `"
                  + before.name()
                  + "` refer to rows that are not there, so the foreign key cannot be added"),
          "check the foreign keys of " + before.name());
    }
    children.forEach(this::compareViolations);
    compileDependants();
    return statements;
  }

  private void replace() {
    ObjectName temporary = temporaryName();
    run(
        sql.createTable(after.withName(temporary)),
        "make " + before.name() + " anew under another name");
    copy(temporary);
    if (isAutoincrement(before) && isAutoincrement(after)) {
      run(
          "DELETE FROM sqlite_sequence WHERE name = " + sql.text(temporary.name()),
          "take the last number of " + before.name() + " over");
      run(
          "INSERT INTO sqlite_sequence (name, seq) SELECT "
              + sql.text(temporary.name())
              + ", seq FROM sqlite_sequence WHERE name = "
              + sql.text(before.name().name()),
          "take the last number of " + before.name() + " over");
    }
    run("DROP TABLE " + sql.quote(before.name()), "drop the old " + before.name());
    run(
        "ALTER TABLE " + sql.quote(temporary) + " RENAME TO " + sql.quote(after.name()),
        "give the new " + before.name() + " its name");
  }

  private void copy(ObjectName temporary) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    if (hasHiddenRowid(before) && hasHiddenRowid(after)) {
      columns.add("rowid");
      values.add("rowid");
    }
    copied.forEach(
        (column, expression) -> {
          columns.add(sql.quote(column));
          values.add(expression);
        });
    if (columns.isEmpty()) {
      return;
    }
    run(
        "INSERT INTO "
            + sql.quote(temporary)
            + " ("
            + String.join(", ", columns)
            + ")\nSELECT "
            + String.join(", ", values)
            + " FROM "
            + sql.quote(before.name()),
        "copy the rows of " + before.name());
  }

  /**
   * Whether rows have a number that no column shows; SQLite, "ROWIDs and the INTEGER PRIMARY KEY".
   */
  private static boolean hasHiddenRowid(Table table) {
    if ("true".equals(table.options().get("withoutRowid"))) {
      return false;
    }
    boolean shadowed = table.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase("rowid"));
    return !shadowed && !hasRowidAlias(table);
  }

  private static boolean hasRowidAlias(Table table) {
    return table
        .primaryKey()
        .filter(k -> k.columns().size() == 1)
        .map(k -> table.column(k.columns().get(0)))
        .filter(c -> c.identity().isPresent() || SqliteTypes.sql(c.type()).equals("INTEGER"))
        .isPresent();
  }

  private static boolean isAutoincrement(Table table) {
    return table.columns().stream().anyMatch(c -> c.identity().isPresent());
  }

  private ObjectName temporaryName() {
    ObjectName name = before.name().sibling("garganey_new_" + before.name().name());
    for (int i = 2; isTaken(name); i++) {
      name = before.name().sibling("garganey_new_" + i + "_" + before.name().name());
    }
    return name;
  }

  private boolean isTaken(ObjectName name) {
    return schema.findTable(name).isPresent()
        || schema.findView(name).isPresent()
        || schema.ownerOfIndex(name).isPresent();
  }

  private void index(Index index) {
    run(
        sql.createIndex(after.name(), index, ""),
        "create index " + index.name() + " on " + after.name());
  }

  private void trigger(Trigger trigger) {
    run(
        sql.createTrigger(trigger),
        "create trigger " + trigger.name() + " on " + after.name() + " as it was");
  }

  private void remember(ObjectName table, String what) {
    add(
        new Action.Remember(key(table, what), "SELECT count(*) FROM " + sql.quote(table)),
        "count the rows of " + table);
  }

  private void compare(ObjectName table, String what) {
    add(
        new Action.Compare(
            key(table, what),
            "SELECT count(*) FROM " + sql.quote(table),
            "The rebuild of `" + before.name() + "` changed the number of rows of `" + table + "`"),
        "compare the rows of " + table);
  }

  private void rememberViolations(ObjectName table) {
    add(
        new Action.Remember(key(table, "violations"), violations(table, "count(*)")),
        "count the broken foreign keys of " + table);
  }

  private void compareViolations(ObjectName table) {
    add(
        new Action.Compare(
            key(table, "violations"),
            violations(table, "count(*)"),
            "The rebuild of `" + before.name() + "` broke foreign keys of `" + table + "`"),
        "check the foreign keys of " + table);
  }

  private String violations(ObjectName table, String what) {
    return "SELECT " + what + " FROM pragma_foreign_key_check(" + sql.text(table.name()) + ")";
  }

  private static String key(ObjectName table, String what) {
    return what + " of " + table;
  }

  /** Compiles what names the table: a view is opened, a trigger's statement explained. */
  private void compileDependants() {
    for (View view : schema.views()) {
      if (TriggerText.mentions(view.definition(), before.name().name())) {
        run(
            "SELECT * FROM " + sql.quote(view.name()) + " LIMIT 0",
            "check that view " + view.name() + " still works");
      }
      for (Trigger trigger : view.triggers()) {
        if (TriggerText.mentions(trigger.definition(), before.name().name())) {
          compileViewTrigger(view, trigger);
        }
      }
    }
    for (Table table : schema.tables()) {
      Table now = table.name().equals(before.name()) ? after.withTriggers(table.triggers()) : table;
      boolean meant =
          table.triggers().stream()
              .anyMatch(
                  t ->
                      table.name().equals(before.name())
                          || TriggerText.mentions(t.definition(), before.name().name()));
      if (meant) {
        compileTriggers(now);
      }
    }
  }

  private void compileViewTrigger(View view, Trigger trigger) {
    if (TriggerText.event(trigger.definition()).equals("DELETE")) {
      run(
          "EXPLAIN DELETE FROM " + sql.quote(view.name()),
          "check that trigger " + trigger.name() + " still works");
    }
  }

  private void compileTriggers(Table table) {
    String reason = "check that the triggers of " + table.name() + " still work";
    String name = sql.quote(table.name());
    String column =
        table.columns().stream()
            .filter(c -> c.generated().isEmpty())
            .map(Column::name)
            .map(sql::quote)
            .findFirst()
            .orElse("rowid");
    Set<String> events = new TreeSet<>();
    table.triggers().forEach(t -> events.add(TriggerText.event(t.definition())));
    for (String event : events) {
      run(
          switch (event.toUpperCase(Locale.ROOT)) {
            case "INSERT" -> "EXPLAIN INSERT INTO " + name + " (" + column + ") VALUES (NULL)";
            case "UPDATE" -> "EXPLAIN UPDATE " + name + " SET " + everyColumn(table);
            default -> "EXPLAIN DELETE FROM " + name;
          },
          reason);
    }
  }

  /** A trigger may be for the update of some columns only. */
  private String everyColumn(Table table) {
    List<String> parts = new ArrayList<>();
    for (Column column : table.columns()) {
      if (column.generated().isEmpty()) {
        parts.add(sql.quote(column.name()) + " = " + sql.quote(column.name()));
      }
    }
    return String.join(", ", parts);
  }

  private void run(String text, String reason) {
    add(new Action.Sql(text), reason);
  }

  private void add(Action action, String reason) {
    statements.add(Statement.of(action, reason, at, Lock.DATABASE).withForeignKeysSuspended());
  }

  /** Whether a constraint can be added or dropped without a rebuild. */
  static boolean isInPlace(Constraint constraint) {
    return constraint instanceof Constraint.Check && constraint.name().isPresent();
  }
}
