package dev.garganey.script;

import java.util.List;
import java.util.stream.Collectors;

/** Layout puts words into lines and blocks. */
final class Layout {
  private static final String INDENT = "    ";

  /** What a line may take, before the indentation of the block that it is in. */
  private static final int WIDTH = 100;

  private Layout() {}

  /** A block on one line where there is a single short word in it, else as {@link #block}. */
  static String brief(String head, List<String> lines) {
    String line = head + " { " + (lines.size() == 1 ? lines.get(0) : "") + " }";
    boolean fits =
        lines.size() == 1
            && line.length() <= WIDTH
            && line.indexOf('\n') < 0
            && line.indexOf(Literals.LINE_IN_TEXT) < 0;
    return fits ? line : block(head, lines);
  }

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
