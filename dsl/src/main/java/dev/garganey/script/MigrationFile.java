package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * MigrationFile is one file of a migration folder, known by its name and its content's checksum.
 *
 * @param id the file's name without its ending
 * @param path where it is
 * @param shownPath how messages name it: the folder's name and the file's
 * @param checksum SHA-256 over its bytes, in hexadecimal
 * @param mayReplace whether its text has the word {@code replaces}: only such a file needs to be
 *     evaluated to know which migrations are replaced
 */
public record MigrationFile(
    String id, Path path, String shownPath, String checksum, boolean mayReplace) {
  /** Whether it is plain SQL; else it is a Groovy script. */
  public boolean isSql() {
    return path.toString().endsWith(".sql");
  }

  /** The bytes that it holds now. */
  public byte[] read() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new SchemaMistake(shownPath + " cannot be read: " + Unreadable.reason(e));
    }
  }

  /**
   * Its text.
   *
   * @throws ScriptMistakes if it is not UTF-8; the mistake names the line
   */
  public String text() {
    return Utf8.decode(read(), shownPath);
  }
}
