package dev.garganey.shell.result;

import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import dev.garganey.shell.report.Visible;
import dev.garganey.shell.report.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * TableRowWriter aligns rows in columns. How wide they are is settled by the first rows; what comes
 * later is written as it comes, so that a result of any length takes no memory.
 */
final class TableRowWriter implements RowWriter {
  /** The rows that settle the widths. */
  private static final int LOOKED_AT = 1000;

  /** The most places of a cell; whoever wants all of a text asks for it vertically. */
  private static final int WIDEST = 60;

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final String NULL = "NULL";

  private final Page page;
  private final int widest;
  private final OptionalInt room;
  private Optional<RowWriter> otherwise = Optional.empty();
  private List<Heading> headings = List.of();
  private final List<List<Cell>> kept = new ArrayList<>();
  private int[] widths = {};
  private boolean settled;

  /**
   * A table.
   *
   * @param eyes whether long texts are cut
   * @param room the places that there are; a table that needs more is written vertically
   */
  TableRowWriter(Page page, boolean eyes, OptionalInt room) {
    this.page = page;
    this.widest = eyes ? WIDEST : NO_LIMIT;
    this.room = room;
  }

  @Override
  public void begin(List<Heading> names) {
    headings = names;
    widths = new int[names.size()];
    for (int i = 0; i < names.size(); i++) {
      widen(i, Visible.line(names.get(i).name()));
      widen(i, names.get(i).type());
    }
  }

  @Override
  public boolean row(List<Cell> cells) {
    if (otherwise.isPresent()) {
      return otherwise.get().row(cells);
    }
    if (settled) {
      write(cells);
      return true;
    }
    kept.add(cells);
    for (int i = 0; i < cells.size(); i++) {
      widen(i, shown(cells.get(i)));
    }
    if (kept.size() == LOOKED_AT) {
      settle();
    }
    return true;
  }

  @Override
  public void end() {
    if (!settled) {
      settle();
    }
  }

  private void widen(int column, String text) {
    widths[column] = Math.max(widths[column], Math.min(widest, Width.of(text)));
  }

  private String shown(Cell cell) {
    return cell.isNull() ? NULL : Width.cut(Visible.line(cell.text()), widest);
  }

  private void settle() {
    settled = true;
    int needed = Arrays.stream(widths).sum() + 3 * widths.length - 1;
    if (room.isPresent() && needed > room.getAsInt()) {
      RowWriter vertical = new VerticalRowWriter(page);
      vertical.begin(headings);
      kept.forEach(vertical::row);
      kept.clear();
      otherwise = Optional.of(vertical);
      return;
    }
    StringBuilder names = new StringBuilder();
    StringBuilder types = new StringBuilder();
    StringBuilder rule = new StringBuilder();
    boolean typed = false;
    for (int i = 0; i < headings.size(); i++) {
      String between = i == 0 ? " " : " │ ";
      boolean right = headings.get(i).kind() == Cell.Kind.NUMBER;
      boolean last = i == headings.size() - 1;
      String name = Width.cut(Visible.line(headings.get(i).name()), widest);
      String type = Width.cut(headings.get(i).type(), widest);
      names.append(between).append(padded(page.styled(Style.BOLD, name), name, i, right, last));
      types.append(between).append(padded(page.styled(Style.DIM, type), type, i, right, last));
      typed |= !type.isEmpty();
      rule.append(i == 0 ? "" : "┼").append("─".repeat(widths[i] + 2));
    }
    page.line(names.toString());
    if (typed) {
      page.line(types.toString().stripTrailing());
    }
    page.line(rule.toString());
    kept.forEach(this::write);
    kept.clear();
  }

  private void write(List<Cell> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      String text = shown(cell);
      String styled = cell.isNull() ? page.styled(Style.DIM, text) : text;
      boolean right = cell.kind() == Cell.Kind.NUMBER;
      line.append(i == 0 ? " " : " │ ")
          .append(padded(styled, text, i, right, i == cells.size() - 1));
    }
    page.line(line.toString());
  }

  private String padded(String styled, String plain, int column, boolean right, boolean last) {
    String space = " ".repeat(Math.max(0, widths[column] - Width.of(plain)));
    return right ? space + styled : last ? styled : styled + space;
  }
}
