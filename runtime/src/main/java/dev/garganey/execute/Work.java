package dev.garganey.execute;

import dev.garganey.plan.MigrationPlan;
import java.sql.SQLException;

/**
 * Work is a plan and how it is recorded.
 *
 * @param check what must hold in the last transaction when all statements ran
 */
public record Work(MigrationPlan plan, Recording recording, Check check) {
  /** Work of which nothing is left to be looked at. */
  public Work(MigrationPlan plan, Recording recording) {
    this(plan, recording, Check.NONE);
  }

  /** Check looks at the database. */
  @FunctionalInterface
  public interface Check {
    /** Asks nothing. */
    Check NONE = () -> {};

    /**
     * Looks.
     *
     * @throws Refused if it is not as it must be
     */
    void run() throws SQLException;
  }
}
