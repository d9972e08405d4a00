package dev.garganey.execute;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Interruption is the user's wish to stop. It may come from another thread at any time: the
 * statement that is running is cancelled, and no other one begins.
 */
public final class Interruption {
  private final AtomicReference<Optional<Cancel>> running = new AtomicReference<>(Optional.empty());
  private volatile boolean requested;

  /** Asks to stop as soon as may be. */
  public void request() {
    requested = true;
    Optional<Cancel> cancel = running.get();
    if (cancel.isPresent()) {
      try {
        cancel.get().run();
      } catch (SQLException e) {
        // It ended in this moment; the next check stops the run.
      }
    }
  }

  /** Whether stopping was asked for. */
  public boolean isRequested() {
    return requested;
  }

  /**
   * Goes on only if nobody asked to stop.
   *
   * @throws Interrupted otherwise
   */
  public void check() {
    if (requested) {
      throw new Interrupted("Interrupted; what was not committed has been rolled back");
    }
  }

  /** Sleeps, unless or until somebody asks to stop. */
  public void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    check();
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(Math.min(50, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        requested = true;
      }
      check();
    }
  }

  /** Runs something that a request cancels. */
  public <T, X extends Exception> T during(Statement statement, Call<T, X> call) throws X {
    return during(statement::cancel, call);
  }

  /**
   * Runs something that a request cancels.
   *
   * @param cancel called from another thread
   */
  public <T, X extends Exception> T during(Cancel cancel, Call<T, X> call) throws X {
    running.set(Optional.of(cancel));
    try {
      check();
      return call.run();
    } catch (Exception failure) {
      check();
      throw failure;
    } finally {
      running.set(Optional.empty());
    }
  }

  /** Call is something that speaks to a database. */
  @FunctionalInterface
  public interface Call<T, X extends Exception> {
    /** Speaks. */
    T run() throws X;
  }

  /** Cancel stops what is running on a connection. */
  @FunctionalInterface
  public interface Cancel {
    /** Stops it; nothing happens if it has ended. */
    void run() throws SQLException;
  }
}
