package dev.garganey.operation;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Table;
import java.util.List;

/**
 * LoadCsv inserts the lines of a file in RFC 4180 format, whose first line names the columns.
 *
 * @param file the path as written, relative to the migration's folder
 * @param checksum SHA-256 of the file, in hexadecimal: a changed file is a changed migration
 * @param columns the columns, as the first line names them
 * @param delimiter one character
 * @param nullText the text that stands for NULL
 */
public record LoadCsv(
    ObjectName table,
    String file,
    String checksum,
    List<String> columns,
    String delimiter,
    String nullText)
    implements Operation {
  public LoadCsv {
    columns = List.copyOf(columns);
    if (delimiter.length() != 1) {
      throw new SchemaMistake(
          "The delimiter of a CSV file is one character, not `" + delimiter + "`");
    }
  }

  @Override
  public Schema applyTo(Schema before) {
    if (before.findView(table).isEmpty()) {
      Table target = before.table(table);
      columns.forEach(target::column);
    }
    return before;
  }

  @Override
  public Inverse inverse(Schema before) {
    applyTo(before);
    return Inverse.none("the rows that " + file + " brought into " + table + " are not marked");
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.visit(this);
  }

  @Override
  public String describe() {
    return "load " + file + " into " + table;
  }

  @Override
  public boolean isData() {
    return true;
  }
}
