package dev.garganey.shell.result;

import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Visible;
import java.util.List;
import java.util.stream.Collectors;

/** MarkdownRowWriter writes a table of GitHub Flavored Markdown ("Tables (extension)"). */
final class MarkdownRowWriter implements RowWriter {
  private final Page page;

  MarkdownRowWriter(Page page) {
    this.page = page;
  }

  @Override
  public void begin(List<Heading> names) {
    page.line(names.stream().map(h -> escaped(h.name())).collect(joining()));
    page.line(
        names.stream()
            .map(h -> h.kind() == Cell.Kind.NUMBER ? "--:" : "---")
            .collect(Collectors.joining("|", "|", "|")));
  }

  @Override
  public boolean row(List<Cell> cells) {
    page.line(
        cells.stream().map(c -> c.isNull() ? "*NULL*" : escaped(c.text())).collect(joining()));
    return true;
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining() {
    return Collectors.joining(" | ", "| ", " |");
  }

  private static String escaped(String text) {
    return Visible.line(text.replace("\r\n", "\n").replace("\n", "\u0001"))
        .replace("\\u0001", "<br>")
        .replace("|", "\\|");
  }

  @Override
  public void end() {
    // Each row was written when it came.
  }
}
