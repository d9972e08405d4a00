package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * CsvFile is what a migration knows of a CSV file before it is loaded.
 *
 * @param checksum SHA-256 of its bytes, in hexadecimal
 * @param columns what its first line names
 */
record CsvFile(String checksum, List<String> columns) {
  /**
   * Reads a file.
   *
   * @throws SchemaMistake if it cannot be read or names no columns
   */
  static CsvFile read(Path path, String shown, String delimiter) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new SchemaMistake(
          "The file `" + shown + "` beside this migration: " + Unreadable.reason(e));
    }
    String text = Utf8.decode(bytes, shown);
    char separator = delimiter.isEmpty() ? ',' : delimiter.charAt(0);
    openQuote(text, separator)
        .ifPresent(
            line -> {
              throw new SchemaMistake(
                  "The quote that opens in line " + line + " of `" + shown + "` is never closed");
            });
    List<String> columns = header(text, separator);
    if (columns.isEmpty() || columns.stream().anyMatch(String::isBlank)) {
      throw new SchemaMistake(
          "The first line of `" + shown + "` must name the columns, as in: id,name");
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new SchemaMistake(
            "The first line of `" + shown + "` names the column `" + column + "` twice");
      }
    }
    return new CsvFile(sha256(bytes), columns);
  }

  /** The fields of the first line, by RFC 4180: a quoted one may hold anything. */
  private static List<String> header(String text, char delimiter) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else if ((c == '\n' || c == '\r') && !quoted) {
        break;
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /**
   * The line of a quote that nothing closes: what reads the file later would take all that follows
   * for the text of one field. A quote opens at the beginning of a field only.
   */
  private static Optional<Integer> openQuote(String text, char delimiter) {
    boolean quoted = false;
    boolean opens = true;
    int line = 1;
    int opened = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        quoted = c != '"';
        // A doubled quote closes and opens again.
        opens = !quoted;
      } else if (c == '"' && opens) {
        quoted = true;
        opened = line;
      } else {
        opens = c == delimiter || c == '\n' || c == '\r';
      }
      line += c == '\n' ? 1 : 0;
    }
    return quoted ? Optional.of(opened) : Optional.empty();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
