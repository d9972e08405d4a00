package dev.garganey.dialect;

import java.sql.SQLException;

/** CommandFailed says which of several commands failed; those behind it did not run. */
public final class CommandFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final SQLException failure;

  /**
   * Describes the failure.
   *
   * @param index of the command, from 0
   */
  public CommandFailed(int index, SQLException failure) {
    super(failure.getMessage(), failure);
    this.index = index;
    this.failure = failure;
  }

  /** Which one, from 0. */
  public int index() {
    return index;
  }

  /** What the database said. */
  public SQLException failure() {
    return failure;
  }
}
