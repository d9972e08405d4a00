package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SourceText is a script as text, in which words are found again for messages. */
final class SourceText {
  /** What stands between words and says nothing. */
  private static final Pattern SILENT = Pattern.compile("\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/");

  private final String file;
  private final String text;
  private final List<String> lines;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    this.lines = text.lines().toList();
  }

  /** The order within one file: from top to bottom. */
  static Comparator<Mistake> fromTopToBottom() {
    return Comparator.comparing((Mistake m) -> m.at().line()).thenComparing(m -> m.at().column());
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  SourcePosition position(int line, int column) {
    return new SourcePosition(file, line, column);
  }

  /** A mistake at a place of this text. */
  Mistake mistake(SourcePosition at, String message, Optional<String> remedy) {
    return new Mistake(at, line(at.line()), message, remedy);
  }

  private Optional<String> line(int number) {
    return number >= 1 && number <= lines.size()
        ? Optional.of(lines.get(number - 1))
        : Optional.empty();
  }

  /** The text of a range; lines and columns count from 1, the end is exclusive. */
  String slice(Range range) {
    return text.substring(
        offset(range.line(), range.column()), offset(range.lastLine(), range.lastColumn()));
  }

  /**
   * Where {@code word} stands as a whole word within a range, the {@code nth} time counted from 0;
   * the start of the range where it is not found.
   */
  SourcePosition find(String word, int nth, Range range) {
    int end = Math.min(offset(range.lastLine(), range.lastColumn()), text.length());
    int from = offset(range.line(), range.column());
    int found = -1;
    for (int i = 0; i <= nth; i++) {
      int next = indexOfWord(word, from, end);
      if (next < 0) {
        break;
      }
      found = next;
      from = next + word.length();
    }
    return found < 0 ? position(range.line(), range.column()) : positionOf(found);
  }

  private int indexOfWord(String word, int from, int end) {
    for (int i = text.indexOf(word, from); i >= 0 && i < end; i = text.indexOf(word, i + 1)) {
      int after = i + word.length();
      boolean opens = i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1));
      boolean closes =
          after >= text.length() || !Character.isJavaIdentifierPart(text.charAt(after));
      if (opens && closes) {
        return i;
      }
    }
    return -1;
  }

  /** Where a block begins in which nothing stands but comments, if there is such a one. */
  Optional<SourcePosition> emptyBlock(String word) {
    Matcher opening = Pattern.compile("(?m)^[ \\t]*(" + word + ")\\s*\\{").matcher(text);
    Matcher silent = SILENT.matcher(text);
    while (opening.find()) {
      int at = opening.end();
      while (silent.region(at, text.length()).lookingAt()) {
        at = silent.end();
      }
      if (text.startsWith("}", at)) {
        return Optional.of(positionOf(opening.start(1)));
      }
    }
    return Optional.empty();
  }

  Range whole() {
    return new Range(1, 1, lines.size() + 1, 1);
  }

  private SourcePosition positionOf(int offset) {
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      start = i + 1;
    }
    return position(line, offset - start + 1);
  }

  /** The offset of a place; lines and columns count from 1. */
  int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return text.length();
      }
      start = next + 1;
    }
    return Math.min(start + Math.max(column, 1) - 1, text.length());
  }

  /**
   * Range is a part of the text.
   *
   * @param lastColumn the column after its last character
   */
  record Range(int line, int column, int lastLine, int lastColumn) {
    static final Range NOWHERE = new Range(0, 0, 0, 0);
  }
}
