package dev.garganey.shell.batch;

import dev.garganey.execute.ExecutionEvent;
import dev.garganey.plan.Direction;
import dev.garganey.plan.Hazard;
import dev.garganey.plan.Statement;
import dev.garganey.shell.report.Elapsed;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Progress tells on standard error what goes on: on a terminal a live line with the time that it
 * has taken so far, elsewhere a line about whatever takes long. Warnings are told everywhere.
 */
final class Progress implements Consumer<ExecutionEvent>, AutoCloseable {
  private static final long LONG_NANOS = 2_000_000_000L;
  private static final long TICK_MILLIS = 500;

  /** A line that is too long for the terminal is cut there, not wrapped: the VT100's DECAWM. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final String WIPE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean live;
  private final boolean verbose;
  private final LongSupplier clock;
  private Optional<Thread> ticker = Optional.empty();
  private boolean applying = true;
  private String activity = "";
  private long started;
  private long patience = LONG_NANOS;
  private boolean shown;

  /**
   * Progress of one run.
   *
   * @param live whether a person watches
   * @param verbose whether every statement is shown
   * @param clock nanoseconds
   */
  Progress(PrintStream err, boolean live, boolean verbose, LongSupplier clock) {
    this.err = err;
    this.live = live;
    this.verbose = verbose;
    this.clock = clock;
  }

  @Override
  public synchronized void accept(ExecutionEvent event) {
    if (event instanceof ExecutionEvent.MigrationStarted m) {
      startTicking();
      applying = m.direction() == Direction.UP;
      begin(
          (applying ? "applying " : "undoing ")
              + m.id()
              + " ("
              + m.number()
              + "/"
              + m.total()
              + ")");
    } else if (event instanceof ExecutionEvent.StatementStarted s) {
      begin(s.id() + ": " + s.number() + "/" + s.total() + " " + s.statement().reason());
      warnOf(s.statement());
      if (verbose) {
        say("  " + s.statement().at() + ": " + s.statement().action().text());
      }
    } else if (event instanceof ExecutionEvent.SentTogether t) {
      begin(t.id() + ": " + t.first() + " to " + t.last() + " of " + t.total() + " at once");
    } else if (event instanceof ExecutionEvent.BatchFinished b) {
      activity = b.id() + ": " + b.rows() + " rows";
    } else if (event instanceof ExecutionEvent.WaitingForLock w) {
      startTicking();
      say(
          "waiting: another process is writing to "
              + w.database()
              + w.holder().map(h -> ": " + h).orElse(""));
      begin("waiting for another process");
    } else if (event instanceof ExecutionEvent.Retrying r) {
      say(
          r.id()
              + ": a lock was not obtained, try "
              + (r.attempt() + 1)
              + " of "
              + (r.attempts() + 1)
              + " in "
              + Elapsed.text(r.pauseMillis()));
    } else if (event instanceof ExecutionEvent.Resumed r) {
      say(
          r.id()
              + " was cut off; going on after "
              + r.stagesDone()
              + " of "
              + r.stages()
              + " stages");
    } else if (event instanceof ExecutionEvent.Recovered r) {
      say(r.id() + ": " + r.statement().reason() + ": " + r.finding());
    } else if (event instanceof ExecutionEvent.MigrationFinished
        || event instanceof ExecutionEvent.AppliedByAnother) {
      clear();
    }
  }

  /** Tells what the user should know but did not ask for. */
  synchronized void warn(String text) {
    say("warning: " + text);
  }

  /** Undoing needs no warning: it drops what is empty, or what the user named. */
  private void warnOf(Statement statement) {
    if (!applying) {
      return;
    }
    for (Hazard hazard : statement.hazards()) {
      if (hazard.kind().isDestructive()) {
        warn(statement.at() + ": " + hazard.kind().code() + ": " + hazard.message());
      }
    }
  }

  private void begin(String what) {
    activity = what;
    started = clock.getAsLong();
    patience = LONG_NANOS;
    if (live) {
      show();
    }
  }

  /** Time has passed: the live line is drawn anew; elsewhere a line is due now and then. */
  synchronized void tick() {
    if (activity.isEmpty()) {
      return;
    }
    if (live) {
      show();
    } else if (clock.getAsLong() - started >= patience) {
      // Ever more rarely, so that hours do not fill a log.
      patience *= 2;
      say(activity + ", " + elapsed());
    }
  }

  private void show() {
    // The time comes first, so that it is seen however narrow the terminal is.
    err.print(WIPE + NO_WRAP + elapsed() + "  " + activity + WRAP);
    err.flush();
    shown = true;
  }

  private String elapsed() {
    return Elapsed.text((clock.getAsLong() - started) / 1_000_000);
  }

  private void say(String text) {
    wipe();
    err.print(text + "\n");
    err.flush();
  }

  /** Nothing goes on any more; the live line is taken away. */
  synchronized void clear() {
    activity = "";
    wipe();
  }

  private void wipe() {
    if (shown) {
      err.print(WIPE);
      err.flush();
      shown = false;
    }
  }

  private void startTicking() {
    if (ticker.isEmpty()) {
      Thread thread = new Thread(this::tickUntilInterrupted, "garganey-progress");
      thread.setDaemon(true);
      ticker = Optional.of(thread);
      thread.start();
    }
  }

  private void tickUntilInterrupted() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        tick();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    clear();
    ticker.ifPresent(Thread::interrupt);
  }
}
