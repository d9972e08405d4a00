package dev.garganey.shell.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Format is how rows are written. */
public enum Format {
  /** Aligned columns with rules between. */
  TABLE,
  /** One line for each value. */
  VERTICAL,
  /** RFC 4180, with a line of names first; NULL is nothing, an empty text is {@code ""}. */
  CSV,
  /** One array of objects, a row on each line. */
  JSON,
  /** A table of GitHub Flavored Markdown. */
  MARKDOWN;

  /** As users say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words for all. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Format::word).toList();
  }

  /** The format of that word. */
  public static Optional<Format> named(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }
}
