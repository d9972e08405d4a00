package dev.garganey.shell.diagram;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Detail is which columns are shown of a table. */
public enum Detail {
  /** None but its name. */
  NONE,
  /** Those of its primary key, and those that refer to other tables. */
  KEYS,
  /** All of them, with their types. */
  ALL;

  /** The detail of that word. */
  public static Optional<Detail> named(String word) {
    return Stream.of(values()).filter(d -> d.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
