package dev.garganey.script;

import java.util.List;
import java.util.stream.Collectors;

/** Layout puts words into lines and blocks. */
final class Layout {
  private static final String INDENT = "    ";

  private Layout() {}

  /** A block: the head, and between braces a line for each of {@code lines}. */
  static String block(String head, List<String> lines) {
    return lines.isEmpty()
        ? head + " {\n}"
        : lines.stream()
            .map(line -> INDENT + line.replace("\n", "\n" + INDENT))
            .collect(Collectors.joining("\n", head + " {\n", "\n}"));
  }

  /** The finished text: the ends of lines within texts, which no block has moved, are put back. */
  static String finish(String text) {
    return text.replace(Literals.LINE_IN_TEXT, '\n');
  }
}
