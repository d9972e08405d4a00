package dev.garganey.dialect;

import java.util.Optional;

/** Waiting is told while somebody else has the lock of the one writer. */
public interface Waiting {
  /** Somebody else has it: who, where the database knows; told once. */
  void begins(Optional<String> holder);

  /** Told before each further try; what it throws ends the waiting. */
  void goesOn();
}
