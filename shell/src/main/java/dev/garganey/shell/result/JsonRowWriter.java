package dev.garganey.shell.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.garganey.console.Cell;
import dev.garganey.console.Heading;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** JsonRowWriter writes one array, a row on each line as an object. */
final class JsonRowWriter implements RowWriter {
  /** RFC 8259, section 6: what else a database calls a number, such as NaN, becomes text. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

  private final JsonFactory json = new JsonFactory();
  private final PrintStream out;
  private List<String> names = List.of();
  private boolean first = true;

  JsonRowWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(List<Heading> headings) {
    names = distinct(headings);
    out.print("[");
  }

  /** A second column of one name gets a number behind it: an object has each name once. */
  static List<String> distinct(List<Heading> headings) {
    Set<String> distinct = new LinkedHashSet<>();
    for (Heading heading : headings) {
      String name = heading.name();
      for (int n = 2; !distinct.add(name); n++) {
        name = heading.name() + "_" + n;
      }
    }
    return List.copyOf(distinct);
  }

  @Override
  public boolean row(List<Cell> cells) {
    out.print(first ? "\n" : ",\n");
    first = false;
    StringWriter line = new StringWriter();
    try (JsonGenerator row = json.createGenerator(line)) {
      row.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        row.writeFieldName(names.get(i));
        write(row, cells.get(i));
      }
      row.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    out.print(line);
    return true;
  }

  /** Whether JSON knows such a number. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private static void write(JsonGenerator row, Cell cell) throws IOException {
    switch (cell.kind()) {
      case NULL -> row.writeNull();
      case TRUTH -> row.writeBoolean(cell.text().equals("true"));
      case NUMBER -> {
        if (isNumber(cell.text())) {
          row.writeNumber(cell.text());
        } else {
          row.writeString(cell.text());
        }
      }
      case BINARY, TEXT -> row.writeString(cell.text());
    }
  }

  @Override
  public void end() {
    out.print(first ? "]\n" : "\n]\n");
  }
}
