package dev.garganey.dialect.sqlite;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** TableOptions names what only SQLite knows of tables and columns, and reads it. */
final class TableOptions {
  static final String STRICT = "strict";
  static final String WITHOUT_ROWID = "withoutRowid";

  /** What follows USING in CREATE VIRTUAL TABLE, verbatim. */
  static final String VIRTUAL = "virtual";

  /** On a column: the conflict clause of its NOT NULL. */
  static final String NOT_NULL_ON_CONFLICT = "notNullOnConflict";

  /**
   * On a column: DESC, where it is declared {@code INTEGER PRIMARY KEY DESC}, which is no alias of
   * the rowid (sqlite.org, "ROWIDs and the INTEGER PRIMARY KEY").
   */
  static final String PRIMARY_KEY = "primaryKey";

  /**
   * {@code foreignKey.1}: a foreign key whose table or columns are not there, verbatim; SQLite
   * minds that only when rows are written.
   */
  static final String FOREIGN_KEY = "foreignKey.";

  private static final String KEY_TERMS = "keyTerms ";

  private TableOptions() {}

  static boolean isStrict(Table table) {
    return isTrue(table.options(), STRICT);
  }

  static boolean isWithoutRowid(Table table) {
    return isTrue(table.options(), WITHOUT_ROWID);
  }

  static boolean isVirtual(Table table) {
    return table.options().containsKey(VIRTUAL);
  }

  static boolean isTrue(Map<String, String> options, String name) {
    String value = options.getOrDefault(name, "false");
    return !value.isBlank() && !value.equalsIgnoreCase("false");
  }

  /** The option that keeps the terms of a key with an order or a collation of their own. */
  static String keyTerms(List<String> columns) {
    return KEY_TERMS + String.join(", ", columns);
  }

  static boolean isKeyTerms(String option) {
    return option.startsWith(KEY_TERMS);
  }

  /** The column that is the rowid itself (sqlite.org, "ROWIDs and the INTEGER PRIMARY KEY"). */
  static Optional<Column> rowidAlias(Table table) {
    return isWithoutRowid(table)
        ? Optional.empty()
        : table
            .primaryKey()
            .map(Constraint.PrimaryKey::columns)
            .filter(key -> key.size() == 1)
            .flatMap(key -> table.findColumn(key.get(0)))
            .filter(c -> c.type() instanceof ColumnType.Int || c.identity().isPresent())
            .filter(c -> !c.options().containsKey(PRIMARY_KEY));
  }
}
