package dev.garganey.execute;

import dev.garganey.dialect.Command;
import java.util.List;
import java.util.Optional;

/** Recording is how history is told what was done; it is part of the last transaction. */
@FunctionalInterface
public interface Recording {
  /** For what history does not keep. */
  Recording NONE = (millis, more) -> List.of();

  /**
   * The commands that write it.
   *
   * @param millis how long the migration took, as far as is known; with {@code more} it may be less
   *     than nothing
   * @param more an expression for the milliseconds that the database alone knows, to be added
   */
  List<Command> commands(long millis, Optional<String> more);
}
