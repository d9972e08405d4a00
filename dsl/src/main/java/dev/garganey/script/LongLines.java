package dev.garganey.script;

import java.util.ArrayList;
import java.util.List;

/**
 * LongLines breaks lines of calls that are wider than a page: before a word of a chain, else after
 * an argument. Texts are never broken.
 */
final class LongLines {
  private static final int WIDTH = 120;
  private static final String INDENT = "    ";

  private LongLines() {}

  /** The code with its long lines broken; {@link Literals#LINE_IN_TEXT} is part of a text. */
  static String fold(String code) {
    List<String> lines = new ArrayList<>();
    for (String line : code.split("\n", -1)) {
      if (line.length() <= WIDTH || line.indexOf(Literals.LINE_IN_TEXT) >= 0) {
        lines.add(line);
        continue;
      }
      String indent = line.substring(0, line.length() - line.stripLeading().length()) + INDENT;
      for (String part : filled(pieces(line, '.'), indent)) {
        lines.addAll(part.length() <= WIDTH ? List.of(part) : filled(pieces(part, ','), indent));
      }
    }
    return String.join("\n", lines);
  }

  private static List<String> filled(List<String> pieces, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String piece : pieces) {
      if (!line.isEmpty() && line.length() + piece.stripTrailing().length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent).append(piece.stripLeading());
      } else {
        line.append(piece);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** The line cut before the dots of its chain, or after the commas of its calls. */
  private static List<String> pieces(String line, char separator) {
    List<String> pieces = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        i = closing(line, i);
        continue;
      }
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == separator && separator == '.' && depth == 0 && i > 0 && line.charAt(i - 1) == ')') {
        pieces.add(line.substring(from, i));
        from = i;
      } else if (c == separator && separator == ',' && depth == 1) {
        pieces.add(line.substring(from, i + 1));
        from = i + 1;
      }
    }
    pieces.add(line.substring(from));
    return pieces;
  }

  /** Where the text that begins at a quote ends. */
  private static int closing(String line, int open) {
    char quote = line.charAt(open);
    for (int i = open + 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == quote) {
        return i;
      }
    }
    return line.length();
  }
}
