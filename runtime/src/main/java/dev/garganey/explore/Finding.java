package dev.garganey.explore;

import dev.garganey.explore.SearchText.Span;
import java.util.List;
import java.util.Optional;

/**
 * Finding is an item that has what was looked for in its name, in a text of it, or in both.
 *
 * @param inName where in the whole name; empty where it is only in a text
 * @param excerpt the first line that has it, where a text was looked into
 */
public record Finding(Item item, List<Span> inName, Optional<Excerpt> excerpt) {
  /**
   * Excerpt is a line of a text.
   *
   * @param label which text it is
   * @param line counted from 1
   * @param lines how many lines the text has
   * @param text the line, without blanks around it
   * @param spans where in it
   * @param more how many more lines have it
   */
  public record Excerpt(
      String label, int line, int lines, String text, List<Span> spans, int more) {}
}
