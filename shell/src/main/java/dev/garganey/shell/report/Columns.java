package dev.garganey.shell.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Columns aligns cells; styles are put on afterwards, so that they do not count as width. */
public final class Columns {
  private static final int BETWEEN = 2;

  /** What a column keeps of a word when a line does not fit. */
  private static final int NARROWEST = 10;

  /**
   * Cell is a text and its style.
   *
   * @param right whether it stands at the right edge of its column, as numbers do
   */
  public record Cell(Phrase phrase, boolean right) {
    public static Cell of(String text, Style... styles) {
      return of(Phrase.of(text, styles));
    }

    /** A text of which parts look different. */
    public static Cell of(Phrase phrase) {
      return new Cell(phrase, false);
    }

    /** A number, or what stands over numbers. */
    public static Cell right(String text, Style... styles) {
      return new Cell(Phrase.of(text, styles), true);
    }

    private boolean isEmpty() {
      return phrase.parts().isEmpty();
    }
  }

  /** What a text below a row is indented by. */
  private static final int BELOW = 6;

  private final List<List<Cell>> rows = new ArrayList<>();
  private final Map<Integer, Phrase> below = new HashMap<>();

  /** Adds a row. */
  public void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  /** Says something below the last row, as wide as the page. */
  public void below(Phrase text) {
    below.put(rows.size() - 1, text);
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Writes all rows, each on a line however long that is. */
  public void write(Page page) {
    List<Integer> widths = widths();
    for (int i = 0; i < rows.size(); i++) {
      line(rows.get(i), widths, page);
      tellBelow(i, page);
    }
  }

  /** Writes all rows; cells of lines that are wider than the page go on below. */
  public void wrapped(Page page) {
    List<Integer> widths = narrowed(widths(), page.width());
    for (int i = 0; i < rows.size(); i++) {
      lines(rows.get(i), widths).forEach(line -> line(line, widths, page));
      tellBelow(i, page);
    }
  }

  private void tellBelow(int row, Page page) {
    Optional.ofNullable(below.get(row)).ifPresent(text -> page.wrapped(BELOW, text));
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = Width.of(row.get(i).phrase().text());
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return widths;
  }

  /** The widths so that a line fits: words are cut only where it does not fit otherwise. */
  private List<Integer> narrowed(List<Integer> natural, int room) {
    List<Integer> words = natural.stream().map(w -> 0).collect(Collectors.toList());
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        words.set(i, Math.max(words.get(i), longestWord(row.get(i).phrase().text())));
      }
    }
    List<Integer> widths = new ArrayList<>(natural);
    narrow(widths, words, room);
    narrow(widths, words.stream().map(w -> Math.min(w, NARROWEST)).toList(), room);
    return widths;
  }

  private static int longestWord(String text) {
    int indent = text.length() - text.stripLeading().length();
    return indent + Arrays.stream(text.strip().split(" ")).mapToInt(Width::of).max().orElse(0);
  }

  /** Makes the widest narrower as long as it is more than its least. */
  private static void narrow(List<Integer> widths, List<Integer> least, int room) {
    long filled = widths.stream().filter(w -> w > 0).count();
    int taken = widths.stream().mapToInt(w -> w).sum() + (int) Math.max(0, filled - 1) * BETWEEN;
    while (taken > room) {
      int widest = -1;
      for (int i = 0; i < widths.size(); i++) {
        boolean gives = widths.get(i) > least.get(i);
        widest = gives && (widest < 0 || widths.get(i) > widths.get(widest)) ? i : widest;
      }
      if (widest < 0) {
        return;
      }
      widths.set(widest, widths.get(widest) - 1);
      taken--;
    }
  }

  /** A row as the lines that it takes; what goes on is indented as its first line is. */
  private static List<List<Cell>> lines(List<Cell> row, List<Integer> widths) {
    List<List<Phrase>> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(indented(row.get(i).phrase(), widths.get(i)));
    }
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    List<List<Cell>> lines = new ArrayList<>();
    for (int n = 0; n < height; n++) {
      List<Cell> line = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        List<Phrase> parts = cells.get(i);
        line.add(new Cell(n < parts.size() ? parts.get(n) : Phrase.EMPTY, row.get(i).right()));
      }
      lines.add(line);
    }
    return lines;
  }

  private static List<Phrase> indented(Phrase phrase, int width) {
    String text = phrase.text();
    int indent = text.length() - text.stripLeading().length();
    List<Phrase> lines = new ArrayList<>(phrase.wrapped(width));
    if (lines.size() > 1 && indent > 0) {
      Phrase first = lines.get(0);
      List<Phrase> rest = phrase.from(first.text().length()).wrapped(Math.max(1, width - indent));
      lines.clear();
      lines.add(first);
      rest.forEach(p -> lines.add(Phrase.of(" ".repeat(indent)).plus(p)));
    }
    return lines;
  }

  private static void line(List<Cell> row, List<Integer> widths, Page page) {
    StringBuilder line = new StringBuilder();
    int last = row.size() - 1;
    while (last > 0 && row.get(last).isEmpty()) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      if (widths.get(i) == 0) {
        continue; // a column that nobody has something in
      }
      Phrase phrase = row.get(i).phrase();
      String space = " ".repeat(Math.max(0, widths.get(i) - Width.of(phrase.text())));
      boolean right = row.get(i).right();
      line.append(line.isEmpty() ? "" : "  ").append(right ? space : "").append(phrase.on(page));
      line.append(right || i == last ? "" : space);
    }
    page.line(line.toString());
  }
}
