package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.sqlite.SqliteRebuild.Check;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.plan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * RebuildReceipts prove that every row of the table and of the tables that reference it is still
 * there, and that no foreign key was broken.
 */
final class RebuildReceipts {
  private final SqliteSql sql;
  private final Table before;
  private final boolean sameKeys;
  private final Set<ObjectName> children;

  RebuildReceipts(SqliteSql sql, Schema schema, Table before, Table after) {
    this.sql = sql;
    this.before = before;
    this.sameKeys = before.foreignKeys().equals(after.foreignKeys());
    this.children = new TreeSet<>(schema.referrersOf(before.name()));
    children.remove(before.name());
  }

  List<Check> before() {
    List<Check> checks = new ArrayList<>();
    checks.add(rememberRows(before.name()));
    children.forEach(c -> checks.add(rememberRows(c)));
    if (sameKeys) {
      checks.add(rememberViolations(before.name()));
    }
    children.forEach(c -> checks.add(rememberViolations(c)));
    return checks;
  }

  List<Check> after() {
    List<Check> checks = new ArrayList<>();
    checks.add(compareRows(before.name()));
    children.forEach(c -> checks.add(compareRows(c)));
    checks.add(sameKeys ? compareViolations(before.name()) : noViolation());
    children.forEach(c -> checks.add(compareViolations(c)));
    return checks;
  }

  private Check rememberRows(ObjectName table) {
    return new Check(
        new Action.Remember("rows of " + table, rows(table)), "count the rows of " + table);
  }

  private Check compareRows(ObjectName table) {
    return new Check(
        new Action.Compare(
            "rows of " + table,
            rows(table),
            "The rebuild of `" + before.name() + "` changed the number of rows of `" + table + "`"),
        "compare the rows of " + table);
  }

  private Check rememberViolations(ObjectName table) {
    return new Check(
        new Action.Remember("violations of " + table, violations(table, "count(*)")),
        "count the broken foreign keys of " + table);
  }

  private Check compareViolations(ObjectName table) {
    return new Check(
        new Action.Compare(
            "violations of " + table,
            violations(table, "count(*)"),
            "The rebuild of `" + before.name() + "` broke foreign keys of `" + table + "`"),
        "check the foreign keys of " + table);
  }

  private Check noViolation() {
    return new Check(
        new Action.ExpectNone(
            violations(before.name(), "v.*"),
            "Rows of `"
                + before.name()
                + "` refer to rows that are not there, so the foreign key cannot be added"),
        "check the foreign keys of " + before.name());
  }

  private String rows(ObjectName table) {
    return "SELECT count(*) FROM " + sql.quote(table);
  }

  private String violations(ObjectName table, String what) {
    return "SELECT " + what + " FROM " + ForeignKeyCheck.of(Optional.of(sql.text(table.name())));
  }
}
