package dev.garganey.dialect.sqlite;

import dev.garganey.model.Index;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.model.Trigger;
import dev.garganey.operation.SourcePosition;
import dev.garganey.plan.Action;
import dev.garganey.plan.Lock;
import dev.garganey.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SqliteRebuild changes a table by making it anew: new table, copy, drop, rename, with receipts.
 *
 * <p>The procedure is that of SQLite's manual, "ALTER TABLE", section 7, with foreign keys off and
 * {@code legacy_alter_table} on, so that nothing that refers to the table is rewritten. {@link
 * RebuildGuards} look before, {@link RebuildReceipts} count and compare.
 */
final class SqliteRebuild {
  /** The rowid's names (sqlite.org, "ROWIDs and the INTEGER PRIMARY KEY"). */
  private static final List<String> ROWID = List.of("rowid", "_rowid_", "oid");

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
   * @param schema what is there before
   * @param before the table as it is, lowered
   * @param after the table as it shall be, lowered
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
    RebuildReceipts receipts = new RebuildReceipts(sql, schema, before, after);
    add(new RebuildInspection(sql, before).check());
    new RebuildGuards(sql, before, after, copied).actions().forEach(this::add);
    receipts.before().forEach(this::add);
    run("PRAGMA legacy_alter_table = ON", "keep what refers to " + before.name() + " as it is");
    replace();
    after.indexes().forEach(this::index);
    before.triggers().forEach(this::trigger);
    run("PRAGMA legacy_alter_table = OFF", "rename as usual again");
    receipts.after().forEach(this::add);
    Dependants.ofColumns(sql, schema, before, after).forEach(this::add);
    return statements;
  }

  private void replace() {
    ObjectName temporary = temporaryName();
    run(
        sql.createTable(after.withName(temporary)),
        "make " + before.name() + " anew under another name");
    copy(temporary);
    if (isNumbered(before) && isNumbered(after)) {
      takeNumbersOver(temporary.name());
    }
    run("DROP TABLE " + sql.quote(before.name()), "drop the old " + before.name());
    run(
        "ALTER TABLE " + sql.quote(temporary) + " RENAME TO " + sql.quote(after.name()),
        "give the new " + before.name() + " its name");
  }

  private void copy(ObjectName temporary) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    rowid()
        .ifPresent(
            name -> {
              columns.add(name);
              values.add(name);
            });
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
   * The name under which rows take along a number that no column of the new table shows: full-text
   * tables and programs may know rows by it.
   */
  private Optional<String> rowid() {
    boolean hidden =
        !TableOptions.isWithoutRowid(before)
            && !TableOptions.isWithoutRowid(after)
            && TableOptions.rowidAlias(after).isEmpty();
    return ROWID.stream()
        .filter(name -> hidden)
        .filter(
            name ->
                Stream.concat(before.columns().stream(), after.columns().stream())
                    .noneMatch(c -> c.name().equalsIgnoreCase(name)))
        .findFirst();
  }

  private static boolean isNumbered(Table table) {
    return table.columns().stream().anyMatch(c -> c.identity().isPresent());
  }

  /** The last number given may be greater than any that is still there. */
  private void takeNumbersOver(String temporary) {
    String reason = "take the last number of " + before.name() + " over";
    run("DELETE FROM sqlite_sequence WHERE name = " + sql.text(temporary), reason);
    run(
        "INSERT INTO sqlite_sequence (name, seq) SELECT "
            + sql.text(temporary)
            + ", seq FROM sqlite_sequence WHERE name = "
            + sql.text(before.name().name()),
        reason);
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

  private void run(String text, String reason) {
    add(new Check(new Action.Sql(text), reason));
  }

  private void add(Check check) {
    statements.add(
        Statement.of(check.action(), check.reason(), at, Lock.DATABASE).withForeignKeysSuspended());
  }

  /** Check is an action with what it is for. */
  record Check(Action action, String reason) {}
}
