package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * ForeignHistory is where another migration tool stands on a database.
 *
 * @param tables its tables
 * @param applied how many migrations it counts as applied, where it counts them
 * @param last the last of them, where there is any
 * @param obstacles what the tool has to finish before another one may take over
 * @param notes what else is worth knowing
 */
public record ForeignHistory(
    String tool,
    List<ObjectName> tables,
    Optional<Long> applied,
    Optional<String> last,
    List<String> obstacles,
    List<String> notes) {
  public ForeignHistory {
    tables = List.copyOf(tables);
    obstacles = List.copyOf(obstacles);
    notes = List.copyOf(notes);
  }

  /** One that nothing stands in the way of. */
  static ForeignHistory of(
      ForeignTool tool, List<ObjectName> tables, Optional<Long> applied, Optional<String> last) {
    return new ForeignHistory(tool.title(), tables, applied, last, List.of(), List.of());
  }

  ForeignHistory withObstacles(List<String> found) {
    return new ForeignHistory(tool, tables, applied, last, found, notes);
  }

  ForeignHistory withNotes(List<String> said) {
    return new ForeignHistory(tool, tables, applied, last, obstacles, said);
  }
}
