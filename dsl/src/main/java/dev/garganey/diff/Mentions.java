package dev.garganey.diff;

import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Mentions tells which names occur in SQL that is kept verbatim, each text being read once. */
public final class Mentions {
  private static final SqlSyntax ANY = new SqlSyntax(true, true, true, false, false, false);

  private final Map<String, Set<String>> words = new HashMap<>();

  /** The names and words of a text, in lower case. */
  public Set<String> words(String sql) {
    return words.computeIfAbsent(sql, Mentions::read);
  }

  /** Whether a name stands in it, as a word or between quotes. */
  boolean of(String sql, String name) {
    return words(sql).contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether it takes whatever columns there are. */
  boolean ofAllColumns(String sql) {
    return words(sql).contains("*");
  }

  private static Set<String> read(String sql) {
    Set<String> found = new HashSet<>();
    try {
      for (SqlToken token : SqlTokenizer.tokenize(sql, ANY)) {
        switch (token.kind()) {
          case WORD -> found.add(token.text().toLowerCase(Locale.ROOT));
          case QUOTED_NAME -> found.add(token.name().toLowerCase(Locale.ROOT));
          default -> {
            if (token.is("*")) {
              found.add("*");
            } else if (token.text().length() > 1) {
              // The body of a function stands in a string.
              found.addAll(loose(token.text()));
            }
          }
        }
      }
    } catch (SqlMistake unreadable) {
      found.addAll(loose(sql));
    }
    return found;
  }

  private static List<String> loose(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+"));
  }
}
