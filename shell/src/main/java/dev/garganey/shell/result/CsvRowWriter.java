package dev.garganey.shell.result;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * CsvRowWriter writes RFC 4180; NULL is nothing between commas, and an empty text is {@code ""}.
 */
final class CsvRowWriter implements RowWriter {
  private final CsvWriter csv;

  CsvRowWriter(PrintStream out) {
    csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(new Text(out));
  }

  @Override
  public void begin(List<Heading> names) {
    csv.writeRecord(names.stream().map(Heading::name).toList());
  }

  @Override
  public boolean row(List<Cell> cells) {
    String[] fields = new String[cells.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = cells.get(i).isNull() ? null : cells.get(i).text();
    }
    csv.writeRecord(fields);
    return true;
  }

  @Override
  public void end() {
    try {
      csv.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Text passes characters on to a stream that does not throw. */
  private static final class Text extends Writer {
    private final PrintStream out;

    Text(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) {
      out.print(new String(text, from, length));
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
