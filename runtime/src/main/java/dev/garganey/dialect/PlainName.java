package dev.garganey.dialect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** PlainName tells which names stand for themselves in SQL, without quotes. */
public final class PlainName {
  private static final Pattern ANY_CASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern LOWER_CASE = Pattern.compile("[a-z_][a-z0-9_]*");

  /** Reserved in SQLite ("SQLite Keywords") or PostgreSQL (manual, appendix C), or in both. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          all alter and any array as asc between by case cast check collate column commit constraint
          create cross current_date current_role current_time current_timestamp current_user default
          deferrable delete desc distinct do drop else end except exists false fetch for foreign from
          full grant group having in index initially inner insert intersect into is isnull join
          lateral leading left like limit localtime localtimestamp natural not notnull null offset on
          only or order outer primary references returning right select session_user set some
          table then to trailing transaction true union unique update user using values variadic when
          where window with
          """
              .strip()
              .split("\\s+"));

  private PlainName() {}

  /**
   * Whether the name needs no quotes.
   *
   * @param folds whether the product takes capital letters without quotes for small ones
   */
  public static boolean is(String name, boolean folds) {
    return (folds ? LOWER_CASE : ANY_CASE).matcher(name).matches()
        && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }
}
