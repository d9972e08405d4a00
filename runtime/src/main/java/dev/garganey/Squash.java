package dev.garganey;

import dev.garganey.operation.Operation;
import dev.garganey.script.MigrationFile;
import java.util.List;
import java.util.Optional;

/**
 * Squash is one migration that does the work of several, proved to.
 *
 * @param id the file's name without its ending
 * @param script its text
 * @param operations what it does
 * @param replaced the files whose work it does
 * @param before how many operations these have together
 * @param irreversible why it cannot be undone, where it cannot
 */
public record Squash(
    String id,
    String script,
    List<Operation> operations,
    List<MigrationFile> replaced,
    int before,
    Optional<String> irreversible) {
  public Squash {
    operations = List.copyOf(operations);
    replaced = List.copyOf(replaced);
  }
}
