package dev.garganey.execute;

import dev.garganey.dialect.LockNotObtained;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Turn waits, where a database has one writer, until nobody else writes. Whoever listens is told
 * that there is something to wait for.
 */
public final class Turn {
  private static final long PAUSE = 50;

  private final ExecutionContext context;

  public Turn(ExecutionContext context) {
    this.context = context;
  }

  /** Call is something that fails at once, or after a while, when somebody else writes. */
  @FunctionalInterface
  public interface Call<T> {
    /** Does it. */
    T run() throws SQLException;
  }

  /**
   * Opens a transaction for writing.
   *
   * @param suspend whether foreign keys are off within it
   * @throws LockNotObtained if nobody else ended within the lock timeout
   */
  public void begin(boolean suspend) throws SQLException {
    await(
        () -> {
          context.dialect().begin(context.connection(), suspend);
          return Optional.empty();
        });
  }

  /**
   * Does something as soon as nobody else is in the way.
   *
   * @throws LockNotObtained if nobody else ended within the lock timeout
   */
  public <T> T await(Call<T> call) throws SQLException {
    long deadline = System.nanoTime() + context.settings().lockTimeout().toNanos();
    boolean told = false;
    while (true) {
      context.interruption().check();
      try {
        return call.run();
      } catch (SQLException busy) {
        if (!context.dialect().isLockTimeout(busy)) {
          throw busy;
        }
        if (System.nanoTime() > deadline) {
          throw notObtained();
        }
        if (!told) {
          context.tell(
              new ExecutionEvent.WaitingForLock(
                  context.settings().target().shown(), Optional.empty()));
          told = true;
        }
        context.interruption().pause(PAUSE);
      }
    }
  }

  private LockNotObtained notObtained() {
    return new LockNotObtained(
        "Another process is writing to "
            + context.settings().target()
            + " and did not end within "
            + context.settings().lockTimeout().toMillis() / 1000.0
            + " s; try again later, or give a longer --lock-timeout");
  }
}
