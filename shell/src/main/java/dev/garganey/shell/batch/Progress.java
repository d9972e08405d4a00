package dev.garganey.shell.batch;

import dev.garganey.execute.ExecutionEvent;
import dev.garganey.plan.Direction;
import dev.garganey.shell.report.Elapsed;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Progress tells on standard error what goes on: a live line on a terminal, else what takes long.
 */
final class Progress implements Consumer<ExecutionEvent> {
  private static final long LONG_NANOS = 2_000_000_000L;

  private final PrintStream err;
  private final boolean live;
  private final boolean verbose;
  private long started = System.nanoTime();
  private long told = System.nanoTime();
  private int width;

  Progress(PrintStream err, boolean live, boolean verbose) {
    this.err = err;
    this.live = live;
    this.verbose = verbose;
  }

  @Override
  public void accept(ExecutionEvent event) {
    if (event instanceof ExecutionEvent.MigrationStarted m) {
      started = System.nanoTime();
      show(
          (m.direction() == Direction.UP ? "applying " : "undoing ")
              + m.id()
              + " ("
              + m.number()
              + "/"
              + m.total()
              + ")");
    } else if (event instanceof ExecutionEvent.StatementStarted s) {
      if (verbose) {
        say("  " + s.statement().at() + ": " + s.statement().action().text());
      } else {
        show(s.id() + ": " + s.number() + "/" + s.total() + " " + s.statement().reason());
      }
    } else if (event instanceof ExecutionEvent.BatchFinished b) {
      often(b.id() + ": " + b.rows() + " rows, " + Elapsed.text(b.millis()));
    } else if (event instanceof ExecutionEvent.WaitingForLock w) {
      say("waiting: another process is writing to " + w.database());
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
    } else if (event instanceof ExecutionEvent.StatementFinished s) {
      if (s.millis() * 1_000_000 > LONG_NANOS) {
        often(s.id() + ": " + s.statement().reason() + ", " + Elapsed.text(s.millis()));
      }
    } else if (event instanceof ExecutionEvent.MigrationFinished
        || event instanceof ExecutionEvent.AppliedByAnother) {
      clear();
    }
  }

  /** A line that the next one replaces; nothing where nobody watches. */
  private void show(String text) {
    if (live) {
      String line = text + "  " + Elapsed.text((System.nanoTime() - started) / 1_000_000);
      line = line.length() > 100 ? line.substring(0, 99) + "…" : line;
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      err.flush();
      width = line.length();
    }
  }

  private void often(String text) {
    if (live) {
      show(text);
    } else if (System.nanoTime() - told > LONG_NANOS) {
      told = System.nanoTime();
      say(text);
    }
  }

  private void say(String text) {
    clear();
    err.println(text);
  }

  /** Takes the live line away. */
  void clear() {
    if (live && width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }
}
