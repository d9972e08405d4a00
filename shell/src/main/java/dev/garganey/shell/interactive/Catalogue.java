package dev.garganey.shell.interactive;

import dev.garganey.Status;
import dev.garganey.compare.SchemaSource;
import dev.garganey.model.Schema;
import dev.garganey.script.Completion;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Catalogue keeps at hand what can be suggested. It is read on a connection and a thread of its
 * own, so that nobody waits for it; until it is there, or where it cannot be read, there is less to
 * suggest.
 */
final class Catalogue implements AutoCloseable {
  private final ExecutorService asking = thread("garganey-status");
  private final ExecutorService reading = thread("garganey-catalogue");
  private final AtomicInteger wanted = new AtomicInteger();
  private final AtomicReference<Names> names = new AtomicReference<>(Names.NONE);
  private final FutureTask<Completion> language = new FutureTask<>(Catalogue::readLanguage);

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        run -> {
          Thread thread = new Thread(run, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** What is known now. */
  Names names() {
    return names.get();
  }

  /** The words of the language; where nobody has read them so far, that is done now. */
  Completion language() {
    language.run();
    try {
      return language.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Completion();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Completion readLanguage() {
    Completion completion = new Completion();
    completion.knows("");
    return completion;
  }

  /**
   * Reads anew where migrations stand, and with it the schema.
   *
   * @return done when it is known where migrations stand
   */
  Future<?> read(Database database) {
    int turn = wanted.incrementAndGet();
    Future<?> status = asking.submit(() -> readStatus(database));
    reading.execute(
        () -> {
          if (turn == wanted.get()) {
            readSchema(database);
          }
        });
    reading.execute(language);
    return status;
  }

  /** Takes a schema that is known already. */
  void take(Schema schema) {
    wanted.incrementAndGet();
    names.updateAndGet(n -> Names.of(schema, n));
  }

  private void readStatus(Database database) {
    try {
      Status status = database.garganey().status();
      names.updateAndGet(n -> n.with(status));
    } catch (RuntimeException unknown) {
      // No folder of migrations, or no rights on their history: then there is nothing to tell.
      names.updateAndGet(Names::withoutStatus);
    }
  }

  private void readSchema(Database database) {
    try {
      Schema schema =
          database.garganey().schema(new SchemaSource.Database(database.workspace().target()));
      names.updateAndGet(n -> Names.of(schema, n));
    } catch (RuntimeException unknown) {
      names.updateAndGet(n -> Names.of(Schema.EMPTY, n));
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
    reading.shutdownNow();
  }
}
