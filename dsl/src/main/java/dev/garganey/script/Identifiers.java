package dev.garganey.script;

import dev.garganey.model.ObjectName;
import java.util.Set;

/** Identifiers writes names into SQL that words of the language stand for. */
final class Identifiers {
  /** The words that the products served, or the SQL standard, do not take for a name. */
  private static final Set<String> RESERVED =
      Set.of(
          ("abort action add all alter always analyse analyze and any array as asc asymmetric"
                  + " authorization begin between binary both by cascade case cast check collate"
                  + " collation column commit concurrently conflict constraint create cross current"
                  + " current_catalog current_date current_role current_schema current_time"
                  + " current_timestamp current_user database default deferrable deferred delete"
                  + " desc distinct do drop each else end escape except exclude exclusive exists"
                  + " explain false fetch filter first following for foreign freeze from full"
                  + " generated glob grant group groups having if ignore ilike immediate in index"
                  + " indexed initially inner insert instead intersect into is isnull join key last"
                  + " lateral leading left like limit localtime localtimestamp match materialized"
                  + " natural no not nothing notnull null nulls of offset on only or order others"
                  + " outer over overlaps partition placing plan pragma preceding primary query"
                  + " raise range recursive references regexp reindex release rename replace"
                  + " restrict returning right rollback row rows savepoint select session_user set"
                  + " similar some symmetric system_user table tablesample temp temporary then ties"
                  + " to trailing transaction trigger true unbounded union unique update user using"
                  + " vacuum values variadic verbose view virtual when where window with without")
              .split(" "));

  private Identifiers() {}

  /** A name, quoted where it must be. */
  static String sql(String name) {
    return name.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A name with its schema, quoted where it must be. */
  static String sql(ObjectName name) {
    return name.schema().map(s -> sql(s) + ".").orElse("") + sql(name.name());
  }
}
