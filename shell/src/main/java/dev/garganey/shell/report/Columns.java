package dev.garganey.shell.report;

import java.util.ArrayList;
import java.util.List;

/** Columns aligns cells; styles are put on afterwards, so that they do not count as width. */
public final class Columns {
  /**
   * Cell is a text and its style.
   *
   * @param right whether it stands at the right edge of its column, as numbers do
   */
  public record Cell(String text, boolean right, List<Style> styles) {
    public static Cell of(String text, Style... styles) {
      return new Cell(text, false, List.of(styles));
    }

    /** A number, or what stands over numbers. */
    public static Cell right(String text, Style... styles) {
      return new Cell(text, true, List.of(styles));
    }
  }

  private final List<List<Cell>> rows = new ArrayList<>();

  /** Adds a row. */
  public void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Writes all rows. */
  public void write(Page page) {
    List<Integer> widths = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = Width.of(row.get(i).text());
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder();
      int last = row.size() - 1;
      while (last > 0 && row.get(last).text().isEmpty()) {
        last--;
      }
      for (int i = 0; i <= last; i++) {
        String text = row.get(i).text();
        String shown = text;
        for (Style style : row.get(i).styles()) {
          shown = page.styled(style, shown);
        }
        String space = " ".repeat(widths.get(i) - Width.of(text));
        boolean right = row.get(i).right();
        line.append(i == 0 ? "" : "  ").append(right ? space : "").append(shown);
        line.append(right || i == last ? "" : space);
      }
      page.line(line.toString());
    }
  }
}
