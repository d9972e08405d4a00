package dev.garganey.shell.interactive;

import dev.garganey.shell.result.Format;
import java.util.Optional;

/** Ending is what stands behind the semicolon of a statement, and is for its result alone. */
record Ending(Optional<Format> format, Destination destination) {
  static final Ending PLAIN = new Ending(Optional.empty(), Destination.SCREEN);
}
