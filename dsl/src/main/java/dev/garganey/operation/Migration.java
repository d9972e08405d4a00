package dev.garganey.operation;

import java.util.List;
import java.util.Optional;

/**
 * Migration is one file of ordered operations, evaluated.
 *
 * @param id the file's name without its ending
 * @param file the path as the user knows it
 * @param checksum SHA-256 of the source, in hexadecimal
 * @param up the operations that apply it
 * @param down the operations that undo it, where the author wrote them; else they are derived
 * @param transactional whether it may run in a transaction; false by {@code transactional false}
 * @param repeatable whether it is applied again when its content changes
 * @param requires ids of migrations that must be applied before
 * @param replaces ids of the migrations whose work this one does in one go; where they are applied,
 *     it is recorded in their place
 * @param irreversible why it must not be rolled back, where the author says so
 */
public record Migration(
    String id,
    String file,
    String checksum,
    Optional<String> description,
    List<Step> up,
    Optional<List<Step>> down,
    boolean transactional,
    boolean repeatable,
    List<String> requires,
    List<String> replaces,
    Optional<String> irreversible) {
  public Migration {
    up = List.copyOf(up);
    down = down.map(List::copyOf);
    requires = List.copyOf(requires);
    replaces = List.copyOf(replaces);
  }
}
