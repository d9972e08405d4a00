package dev.garganey.plan;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** CodeWords finds the words by which code in the database says that it may take data away. */
final class CodeWords {
  private static final Pattern TAKING =
      Pattern.compile("(?i)\\b(?:drop|truncate|delete|update|alter)\\b");

  private CodeWords() {}

  /** Those in some code, in capitals. */
  static SortedSet<String> of(String code) {
    return TAKING
        .matcher(code)
        .results()
        .map(word -> word.group().toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
