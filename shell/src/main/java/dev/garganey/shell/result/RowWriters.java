package dev.garganey.shell.result;

import dev.garganey.shell.report.Page;
import java.io.PrintStream;
import java.util.OptionalInt;

/** RowWriters makes the writer for a format. */
public final class RowWriters {
  private RowWriters() {}

  /**
   * A writer for one result.
   *
   * @param colours whether what reads it understands colours; only for eyes
   * @param eyes whether a person reads it, for whom long texts are cut
   * @param width a table that is wider is written vertically
   */
  public static RowWriter of(
      Format format, PrintStream out, boolean colours, boolean eyes, OptionalInt width) {
    return switch (format) {
      case TABLE -> new TableRowWriter(new Page(out, colours), eyes, width);
      case VERTICAL -> new VerticalRowWriter(new Page(out, colours));
      case CSV -> new CsvRowWriter(out);
      case JSON -> new JsonRowWriter(out);
      case MARKDOWN -> new MarkdownRowWriter(new Page(out, false));
    };
  }
}
