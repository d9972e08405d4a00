package dev.garganey.dialect.sqlite;

import dev.garganey.model.Product;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Complaints reads what SQLite says about SQL that it does not take. */
final class Complaints {
  /** The driver puts the name of the code and a general sentence around SQLite's own words. */
  private static final Pattern WRAPPED =
      Pattern.compile("\\[SQLITE_\\w+\\] [^(]*\\((.*)\\)", Pattern.DOTALL);

  private static final List<Pattern> NAMING =
      List.of(
          Pattern.compile("near \"(.*)\": syntax error", Pattern.DOTALL),
          Pattern.compile("no such (?:column|table|function|index|view|trigger): (?:.*\\.)?(.*)"),
          Pattern.compile("ambiguous column name: (?:.*\\.)?(.*)"),
          Pattern.compile("(?:table|index|view|trigger) (\\S+) already exists"),
          Pattern.compile("table .* has no column named (.*)"));

  private Complaints() {}

  /** SQLite's own words. */
  static String message(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher wrapped = WRAPPED.matcher(message);
    return wrapped.matches() ? wrapped.group(1) : message;
  }

  /** Where the word stands that SQLite names, if it stands there once; in characters from 0. */
  static OptionalInt position(SQLException failure, String sql) {
    String message = message(failure);
    if (message.equals("incomplete input")) {
      return OptionalInt.of(sql.codePointCount(0, sql.stripTrailing().length()));
    }
    for (Pattern naming : NAMING) {
      Matcher named = naming.matcher(message);
      if (named.matches()) {
        return only(named.group(1), sql);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt only(String word, String sql) {
    List<SqlToken> found;
    try {
      found =
          SqlTokenizer.tokenize(sql, Product.SQLITE.syntax()).stream()
              .filter(t -> t.text().equals(word) || (t.isName() && t.name().equals(word)))
              .toList();
    } catch (SqlMistake unreadable) {
      return OptionalInt.empty();
    }
    return found.size() == 1
        ? OptionalInt.of(sql.codePointCount(0, found.get(0).start()))
        : OptionalInt.empty();
  }
}
