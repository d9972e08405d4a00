package dev.garganey.shell;

import dev.garganey.Garganey;
import dev.garganey.shell.command.ExitCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Signals ends a run in good order on SIGINT and SIGTERM: the running statement is cancelled, its
 * transaction rolled back, the lock freed, and the process ends with 130.
 */
final class Signals implements Consumer<Garganey> {
  private static final long PATIENCE_SECONDS = 20;

  private final AtomicReference<Optional<Garganey>> running =
      new AtomicReference<>(Optional.empty());
  private final CountDownLatch finished = new CountDownLatch(1);
  private final PrintStream err;
  private volatile boolean asking;
  private volatile Runnable early = () -> {};
  private volatile Optional<ExitCode> ended = Optional.empty();

  Signals(PrintStream err) {
    this.err = err;
  }

  /** The Java machine starts its hooks on both signals, and at a normal end. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "garganey-shutdown"));
  }

  /** What to tell where a signal comes before a database is open. */
  void tellEarly(Runnable telling) {
    early = telling;
  }

  @Override
  public void accept(Garganey garganey) {
    running.set(Optional.of(garganey));
  }

  /** The same input, of which is known whether somebody is waited for. */
  InputStream attended(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        asking = true;
        int read = super.read();
        asking = false;
        return read;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        asking = true;
        int read = super.read(bytes, offset, length);
        asking = false;
        return read;
      }
    };
  }

  /** Whether nothing is under way but waiting for what a person types next. */
  void awaits(boolean waits) {
    asking = waits;
  }

  /** The main thread is done; what follows is a normal end. */
  void finished(ExitCode code) {
    ended = Optional.of(code);
    finished.countDown();
  }

  private void shutDown() {
    if (ended.isPresent()) {
      return;
    }
    if (running.get().isEmpty()) {
      early.run();
    }
    running.get().ifPresent(Garganey::interrupt);
    try {
      // Questions are asked while nothing is under way, and who is asked does not answer any more.
      if (!asking
          && running.get().isPresent()
          && !finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println(
            "garganey: the database does not answer; it rolls back when it notices that nobody is"
                + " there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.flush();
    // A run that was finished when the signal came did all it had to do, and says so.
    Runtime.getRuntime().halt(ended.orElse(ExitCode.INTERRUPTED).code());
  }
}
