package dev.garganey.execute;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.garganey.operation.LoadCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** CsvLines are the lines of a CSV file that a migration loads, one after the other. */
final class CsvLines implements AutoCloseable {
  private final LoadCsv csv;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private long count;

  private CsvLines(LoadCsv csv, CsvReader<CsvRecord> reader) {
    this.csv = csv;
    this.reader = reader;
    this.records = reader.iterator();
  }

  /**
   * Opens the file, after the line that names the columns.
   *
   * @throws CheckFailed if it is not what it was when it was planned
   */
  static CsvLines open(Path migrations, LoadCsv csv) throws IOException, CheckFailed {
    Path file = migrations.resolve(csv.file());
    if (!Checksum.of(file).equals(csv.checksum())) {
      throw new CheckFailed(csv.file() + " changed between the plan and its execution");
    }
    CsvLines lines =
        new CsvLines(
            csv,
            CsvReader.builder()
                .fieldSeparator(csv.delimiter().charAt(0))
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8)));
    lines.record();
    return lines;
  }

  /**
   * The fields of the next line; empty after the last.
   *
   * @throws CheckFailed if it has too many or too few, or is no CSV
   */
  Optional<List<String>> next() throws CheckFailed {
    Optional<CsvRecord> line = record();
    if (line.isPresent() && line.get().getFieldCount() != csv.columns().size()) {
      throw new CheckFailed(
          csv.file()
              + ":"
              + line.get().getStartingLineNumber()
              + " has "
              + line.get().getFieldCount()
              + " fields, its first line "
              + csv.columns().size());
    }
    count++;
    return line.map(CsvRecord::getFields);
  }

  private Optional<CsvRecord> record() throws CheckFailed {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (CsvParseException unreadable) {
      throw new CheckFailed(
          csv.file() + " cannot be read as CSV after " + count + " lines: " + reason(unreadable));
    }
  }

  /** What the reader says says where; what it wraps says why. */
  private static String reason(CsvParseException unreadable) {
    Throwable cause = unreadable.getCause();
    return unreadable.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
