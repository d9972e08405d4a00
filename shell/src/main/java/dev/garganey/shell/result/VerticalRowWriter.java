package dev.garganey.shell.result;

import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import dev.garganey.shell.report.Visible;
import dev.garganey.shell.report.Width;
import java.util.List;

/** VerticalRowWriter writes a line for each value, so that long ones can be read to their end. */
final class VerticalRowWriter implements RowWriter {
  private final Page page;
  private List<Heading> headings = List.of();
  private int width;
  private long rows;

  VerticalRowWriter(Page page) {
    this.page = page;
  }

  @Override
  public void begin(List<Heading> names) {
    headings = names;
    width = names.stream().mapToInt(h -> Width.of(Visible.line(h.name()))).max().orElse(0);
  }

  @Override
  public boolean row(List<Cell> cells) {
    rows++;
    page.line(page.styled(Style.DIM, "── row " + rows + " " + "─".repeat(20)));
    for (int i = 0; i < cells.size(); i++) {
      String name = Visible.line(headings.get(i).name());
      Cell cell = cells.get(i);
      String margin = "\n" + " ".repeat(width) + " │ ";
      String value =
          cell.isNull() ? page.styled(Style.DIM, "NULL") : lines(cell.text()).replace("\n", margin);
      page.line(page.styled(Style.BOLD, name) + " ".repeat(width - Width.of(name)) + " │ " + value);
    }
    return true;
  }

  /** The lines of a text are lines here. */
  private static String lines(String text) {
    return String.join("\n", text.lines().map(Visible::line).toList());
  }

  @Override
  public void end() {
    // Each row was written when it came.
  }
}
