package dev.garganey.plan;

import dev.garganey.operation.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Statement is one thing that the executor does, and all that a plan tells about it.
 *
 * @param reason what it is for, in a few words
 * @param at the operation that it comes from
 * @param transactional whether it may run in a transaction
 * @param suspendsForeignKeys whether its transaction must be opened with foreign keys off
 * @param changesRows whether it may change or drop rows that no receipt of its own counts
 * @param probe how to find out, after a crash, what it left behind; only where it is not
 *     transactional
 */
public record Statement(
    Action action,
    String reason,
    SourcePosition at,
    Lock lock,
    List<Hazard> hazards,
    boolean transactional,
    boolean suspendsForeignKeys,
    boolean changesRows,
    Optional<Probe> probe) {
  public Statement {
    hazards = List.copyOf(hazards);
  }

  /** A statement that runs in a transaction like any other. */
  public static Statement of(Action action, String reason, SourcePosition at, Lock lock) {
    return new Statement(action, reason, at, lock, List.of(), true, false, false, Optional.empty());
  }

  /** The same, not to be run in a transaction. */
  public Statement alone(Optional<Probe> newProbe) {
    return new Statement(
        action, reason, at, lock, hazards, false, suspendsForeignKeys, changesRows, newProbe);
  }

  /** The same, in a transaction opened with foreign keys off. */
  public Statement withForeignKeysSuspended() {
    return new Statement(
        action, reason, at, lock, hazards, transactional, true, changesRows, probe);
  }

  /** The same for eyes, with all that it says passed through {@code hiding}; not to be run. */
  public Statement showing(UnaryOperator<String> hiding) {
    return new Statement(
        action.showing(hiding),
        hiding.apply(reason),
        at,
        lock,
        hazards.stream().map(h -> h.showing(hiding)).toList(),
        transactional,
        suspendsForeignKeys,
        changesRows,
        probe);
  }

  /** The same with another action. */
  public Statement doing(Action newAction) {
    return new Statement(
        newAction,
        reason,
        at,
        lock,
        hazards,
        transactional,
        suspendsForeignKeys,
        changesRows,
        probe);
  }

  /** The same, known to change rows. */
  public Statement changingRows() {
    return new Statement(
        action, reason, at, lock, hazards, transactional, suspendsForeignKeys, true, probe);
  }

  public Statement withHazards(List<Hazard> newHazards) {
    return new Statement(
        action,
        reason,
        at,
        lock,
        newHazards,
        transactional,
        suspendsForeignKeys,
        changesRows,
        probe);
  }

  /** Whether it commits by itself, batch by batch. */
  public boolean isBatched() {
    return action instanceof Action.Batches;
  }
}
