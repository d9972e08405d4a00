package dev.garganey;

import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reading is a folder of migrations that is read while a connection is being opened. */
final class Reading {
  private final CompletableFuture<List<MigrationFile>> files = new CompletableFuture<>();

  private Reading() {}

  /** Begins to read on a thread of its own, which keeps no process alive. */
  static Reading begun(Path folder) {
    Reading reading = new Reading();
    Thread thread = new Thread(() -> reading.read(folder), "garganey-reading");
    thread.setDaemon(true);
    thread.start();
    return reading;
  }

  private void read(Path folder) {
    try {
      files.complete(MigrationFolder.read(folder).files());
    } catch (RuntimeException | Error failure) {
      files.completeExceptionally(failure);
    }
  }

  /**
   * The files, in their order; waits until they are read.
   *
   * @throws dev.garganey.model.SchemaMistake as {@link MigrationFolder#read} does
   */
  List<MigrationFile> files() {
    try {
      return files.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw failed;
    }
  }
}
