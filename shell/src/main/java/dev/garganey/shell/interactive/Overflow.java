package dev.garganey.shell.interactive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Overflow keeps what is written until it has more lines than a screen is high; then, and only
 * then, a pager is started, which gets all of it.
 */
final class Overflow extends OutputStream {
  private final PrintStream screen;
  private final Supplier<Output> starting;
  private final int room;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private Optional<Output> pager = Optional.empty();
  private int lines;

  Overflow(PrintStream screen, Supplier<Output> starting, int room) {
    this.screen = screen;
    this.starting = starting;
    this.room = room;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (pager.isPresent()) {
      pager.get().stream().write(bytes, from, length);
      if (pager.get().isBroken()) {
        throw new IOException("the pager was left");
      }
      return;
    }
    kept.write(bytes, from, length);
    for (int i = from; i < from + length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    if (lines > room) {
      screen.flush();
      Output started = starting.get();
      started.stream().write(kept.toByteArray(), 0, kept.size());
      pager = Optional.of(started);
    }
  }

  @Override
  public void flush() {
    pager.ifPresent(p -> p.stream().flush());
  }

  @Override
  public void close() {
    if (pager.isPresent()) {
      pager.get().close();
    } else {
      screen.write(kept.toByteArray(), 0, kept.size());
      screen.flush();
      kept.reset();
    }
  }
}
