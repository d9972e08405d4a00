package dev.garganey.dialect.sqlite;

import java.util.Optional;

/**
 * ForeignKeyCheck asks SQLite for rows whose foreign key refers to nothing, of the tables that can
 * be asked: one foreign key whose parent has no such key, or is a view, makes the whole check fail
 * (sqlite.org, "Foreign Key Support", section 3).
 */
final class ForeignKeyCheck {
  /** The foreign keys of a table, each with its columns counted. */
  private static final String KEYS =
      "SELECT \"table\" AS parent, id, count(*) AS n, count(\"to\") AS said"
          + " FROM pragma_foreign_key_list(m.name) GROUP BY id";

  /** The number of columns of a key that are among those of a pragma about its parent. */
  private static final String AMONG =
      "(SELECT count(*) FROM pragma_foreign_key_list(m.name) f JOIN %s c"
          + " ON f.\"to\" = c.name COLLATE NOCASE WHERE f.id = k.id%s)";

  private static final String IS_PRIMARY =
      "(SELECT count(*) FROM pragma_table_info(k.parent) WHERE pk > 0) = k.n AND (k.said = 0 OR "
          + String.format(AMONG, "pragma_table_info(k.parent)", " AND c.pk > 0")
          + " = k.n)";

  /** An index that compares by rules of its own is no key; the column's own no pragma tells. */
  private static final String IS_UNIQUE =
      "EXISTS (SELECT 1 FROM pragma_index_list(k.parent) i WHERE i.\"unique\" AND NOT i.partial"
          + " AND (SELECT count(*) FROM pragma_index_info(i.name)) = k.n AND "
          + String.format(AMONG, "pragma_index_info(i.name)", "")
          + " = k.n AND (i.origin <> 'c' OR NOT EXISTS (SELECT 1 FROM pragma_index_xinfo(i.name) x"
          + " WHERE x.key AND x.coll <> 'BINARY')))";

  /** A key to a table that is not there can be checked: all its rows refer to nothing. */
  private static final String IS_ABSENT =
      "NOT EXISTS (SELECT 1 FROM sqlite_schema p WHERE p.name = k.parent COLLATE NOCASE)";

  private ForeignKeyCheck() {}

  /**
   * What follows FROM: the rows that pragma_foreign_key_check would tell.
   *
   * @param table the one table to look at, as a literal; empty for all
   */
  static String of(Optional<String> table) {
    return "(SELECT m.name FROM sqlite_schema m WHERE m.type = 'table'"
        + table.map(t -> " AND m.name = " + t + " COLLATE NOCASE").orElse("")
        + " AND NOT EXISTS (SELECT 1 FROM ("
        + KEYS
        + ") k WHERE NOT ("
        + String.join(" OR ", IS_ABSENT, "(" + IS_PRIMARY + ")", IS_UNIQUE)
        + "))) t CROSS JOIN pragma_foreign_key_check(t.name) v";
  }
}
