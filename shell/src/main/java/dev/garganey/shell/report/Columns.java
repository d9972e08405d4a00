package dev.garganey.shell.report;

import java.util.ArrayList;
import java.util.List;

/** Columns aligns cells; styles are put on afterwards, so that they do not count as width. */
public final class Columns {
  /** Cell is a text and its style. */
  public record Cell(String text, List<Style> styles) {
    public static Cell of(String text, Style... styles) {
      return new Cell(text, List.of(styles));
    }
  }

  private final List<List<Cell>> rows = new ArrayList<>();

  /** Adds a row. */
  public void row(Cell... cells) {
    rows.add(List.of(cells));
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
        line.append(i == 0 ? "" : "  ").append(shown);
        if (i < last) {
          line.append(" ".repeat(widths.get(i) - Width.of(text)));
        }
      }
      page.line(line.toString());
    }
  }
}
