package dev.garganey.shell.interactive;

import dev.garganey.Status;
import dev.garganey.compare.SchemaSource;
import dev.garganey.model.Schema;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Catalogue keeps at hand what can be suggested. It is read on a connection and a thread of its own,
 * so that nobody waits for it; until it is there, or where it cannot be read, there is less to
 * suggest.
 */
final class Catalogue implements AutoCloseable {
  private final ExecutorService reading =
      Executors.newSingleThreadExecutor(
          run -> {
            Thread thread = new Thread(run, "garganey-catalogue");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
          });
  private final AtomicInteger wanted = new AtomicInteger();
  private volatile Names names = Names.NONE;

  /** What is known now. */
  Names names() {
    return names;
  }

  /**
   * Reads anew where migrations stand, and with it the schema.
   *
   * @return done when it is known where migrations stand
   */
  Future<?> read(Database database) {
    int turn = wanted.incrementAndGet();
    Future<?> status = reading.submit(() -> readStatus(database));
    reading.submit(
        () -> {
          if (turn == wanted.get()) {
            readSchema(database);
          }
        });
    return status;
  }

  private void readStatus(Database database) {
    try {
      Status status = database.garganey().status();
      names = names.with(status);
    } catch (RuntimeException unknown) {
      // No folder of migrations, or no rights on their history: then there is nothing to tell.
      names = names.withoutStatus();
    }
  }

  private void readSchema(Database database) {
    try {
      Schema schema =
          database.garganey().schema(new SchemaSource.Database(database.workspace().target()));
      names = Names.of(schema, names);
    } catch (RuntimeException unknown) {
      names = Names.of(Schema.EMPTY, names);
    }
  }

  /** Waits until all that was asked for is read; whether it was in time. */
  boolean await(long millis) {
    try {
      reading.submit(() -> {}).get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException late) {
      return false;
    }
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }
}
