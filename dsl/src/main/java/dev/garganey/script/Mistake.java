package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import java.util.Optional;

/**
 * Mistake is one thing that is wrong in a file that the user wrote.
 *
 * @param at where it is
 * @param sourceLine that line of the file, where it is known
 * @param message what is wrong and why
 * @param remedy what to do about it, where that can be said
 */
public record Mistake(
    SourcePosition at, Optional<String> sourceLine, String message, Optional<String> remedy) {
  /** How much of a line is shown; of a longer one, what is around the column. */
  private static final int SHOWN = 160;

  private static final int SHOWN_BEFORE = 100;

  /** A mistake in a text at hand, whose line is taken from there. */
  public static Mistake in(String source, SourcePosition at, String message) {
    return new Mistake(at, line(source, at.line()), message, Optional.empty());
  }

  /** The same mistake with what to do about it. */
  public Mistake withRemedy(String advice) {
    return new Mistake(at, sourceLine, message, Optional.of(advice));
  }

  private static Optional<String> line(String source, int number) {
    return number < 1 ? Optional.empty() : source.lines().skip(number - 1L).findFirst();
  }

  /**
   * The mistake as lines of text: {@code file:line:column: message}, the source line, a caret under
   * the column, the remedy.
   */
  public String render() {
    StringBuilder text = new StringBuilder(at + ": " + message);
    if (at.line() > 0 && sourceLine.isPresent()) {
      String line = sourceLine.get();
      int from = Math.max(0, Math.min(at.column(), line.length()) - SHOWN_BEFORE);
      from = line.length() <= SHOWN ? 0 : Math.min(from, line.length() - SHOWN);
      int to = Math.min(line.length(), from + SHOWN);
      String before = from > 0 ? "…" : "";
      text.append("\n    ").append(before).append(line, from, to);
      text.append(to < line.length() ? "…" : "");
      if (at.column() > 0) {
        String blank =
            indent(before + line.substring(from), before.length() + at.column() - 1 - from);
        text.append("\n    ").append(blank).append('^');
      }
    }
    remedy.ifPresent(advice -> text.append("\n  ").append(advice));
    return text.toString();
  }

  /** What stands under the line before the caret; a tab stays a tab, so that both are as wide. */
  private static String indent(String line, int width) {
    StringBuilder blank = new StringBuilder();
    for (int i = 0; i < width; i++) {
      blank.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
    }
    return blank.toString();
  }
}
