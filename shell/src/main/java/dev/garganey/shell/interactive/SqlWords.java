package dev.garganey.shell.interactive;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** SqlWords are the words of SQL that are no names; of the standard and of these products. */
final class SqlWords {
  /** What a query or a definition is made of, in lower case. */
  static final Set<String> KEYWORDS =
      words(
          """
          add all alter always analyze and any as asc between by cascade case cast check collate
          column commit concurrently conflict constraint create cross current_date current_time
          current_timestamp cursor database default deferrable deferred delete desc distinct do drop
          each else end enum escape except exclude execute exists explain extension fetch filter
          first following for foreign from full function generated grant group grouping having if
          ilike immediate immutable in include index inherits initially inner insert instead
          intersect interval into is isnull join key language last lateral left like limit
          local materialized merge natural not nothing notnull null nulls of offset on only or order
          outer over partition policy pragma preceding primary procedure range recursive references
          reindex release rename replace restrict returning returns revoke right rollback row rows
          savepoint schema select sequence set show some start stored strict table temporary then to
          transaction trigger truncate type union unique unlogged update user using vacuum validate
          values view virtual when where window with within without
          """);

  /** Functions that are worth suggesting: those that both products know, and few others. */
  static final Set<String> FUNCTIONS =
      words(
          """
          abs avg coalesce concat count lower length max min nullif round row_number rank sum trim
          substr upper replace lag lead string_agg group_concat array_agg now date_trunc extract
          json_agg jsonb_build_object
          """);

  private SqlWords() {}

  private static Set<String> words(String text) {
    return Collections.unmodifiableSet(new TreeSet<>(Set.of(text.strip().split("\\s+"))));
  }
}
