package dev.garganey.dialect.sqlite;

import dev.garganey.dialect.StandardSql;
import dev.garganey.model.Constraint;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.plan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * ImplicitDelete is what DROP TABLE does before it drops: with foreign keys on it deletes every
 * row, and ON DELETE acts on the rows that refer to them (sqlite.org, "SQLite Foreign Key Support",
 * section 5). The check that no row would be hit holds where foreign keys are on.
 */
final class ImplicitDelete {
  private static final String KEYS_ARE_ON = "(SELECT foreign_keys FROM pragma_foreign_keys) = 1";

  private final StandardSql sql;
  private final Schema before;
  private final String table;

  ImplicitDelete(StandardSql sql, Schema before, String table) {
    this.sql = sql;
    this.before = before;
    this.table = table;
  }

  /** The check; nothing where no table is known to refer to the dropped one. */
  Optional<Action> check() {
    Optional<String> query = before.isOpen() ? Optional.of(anyReferrer()) : knownReferrers();
    return query.map(
        text ->
            new Action.ExpectNone(
                text,
                "Dropping `"
                    + table
                    + "` would delete or change rows that refer to it, for ON DELETE acts while"
                    + " foreign keys are on. Drop what refers to it first; or, to make the table"
                    + " anew, say PRAGMA foreign_keys = off before and PRAGMA foreign_keys = on"
                    + " after"));
  }

  private Optional<String> knownReferrers() {
    List<String> queries = new ArrayList<>();
    for (Table child : before.tables()) {
      for (Constraint.ForeignKey key : child.foreignKeys()) {
        if (isTable(key.references()) && !isTable(child.name()) && acts(key)) {
          queries.add(rows(child.name(), key));
        }
      }
    }
    return queries.isEmpty() ? Optional.empty() : Optional.of(String.join("\nUNION ALL ", queries));
  }

  private boolean isTable(ObjectName name) {
    return name.name().equalsIgnoreCase(table);
  }

  private static boolean acts(Constraint.ForeignKey key) {
    return key.onDelete() != ReferentialAction.NO_ACTION
        && key.onDelete() != ReferentialAction.RESTRICT;
  }

  private String rows(ObjectName child, Constraint.ForeignKey key) {
    return "SELECT count(*) || ' in "
        + child.toString().replace("'", "''")
        + "' AS \"rows\" FROM "
        + sql.quote(child)
        + " WHERE "
        + key.columns().stream()
            .map(c -> sql.quote(c) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "))
        + " AND "
        + KEYS_ARE_ON
        + " HAVING count(*) > 0";
  }

  /** Where nobody knows the schema before it is there, and so not which rows refer. */
  private String anyReferrer() {
    return "SELECT m.name AS \"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f"
        + " WHERE m.type = 'table' AND f.\"table\" = "
        + sql.text(table)
        + " COLLATE NOCASE AND m.name <> f.\"table\" COLLATE NOCASE"
        + " AND f.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT') AND "
        + KEYS_ARE_ON;
  }
}
