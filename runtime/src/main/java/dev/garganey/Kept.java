package dev.garganey;

import java.util.List;
import java.util.Optional;

/**
 * Kept is what was said in a trial, as the script of a migration that was proved in it.
 *
 * @param script its text
 * @param irreversible why it cannot be undone
 * @param notices what could not be proved
 */
public record Kept(String script, Optional<String> irreversible, List<String> notices) {
  public Kept {
    notices = List.copyOf(notices);
  }

  /** Whether it was undone as well, and led back to where it began. */
  public boolean isProvedBack() {
    return irreversible.isEmpty() && notices.isEmpty();
  }
}
