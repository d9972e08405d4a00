package dev.garganey.plan;

import java.util.Optional;

/**
 * Probe finds out what a statement that cannot run in a transaction left behind when it was cut
 * off.
 *
 * @param done a query that yields a row if, and only if, the statement's effect is complete
 * @param leftover a query that yields a row if half of it is there
 * @param cleanup the statement that removes the half
 * @param repeatable whether running it again does no harm when nothing tells whether it is done
 */
public record Probe(
    Optional<String> done,
    Optional<String> leftover,
    Optional<String> cleanup,
    boolean repeatable) {
  /** Running the statement again is always right: VACUUM, ANALYZE, REINDEX. */
  public static final Probe REPEATABLE =
      new Probe(Optional.empty(), Optional.empty(), Optional.empty(), true);
}
