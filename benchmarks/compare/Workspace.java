package compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Workspace holds all that a measurement leaves behind, a folder, databases and a running process,
 * and removes it, also when the measurement is interrupted.
 */
final class Workspace implements AutoCloseable {
  private final Path folder;
  private final Optional<Server> server;
  private final Set<Database> databases = ConcurrentHashMap.newKeySet();
  private final Set<Process> processes = ConcurrentHashMap.newKeySet();
  private int made;
  private volatile boolean closing;

  Workspace(Optional<Server> server) throws IOException {
    this.folder = Files.createTempDirectory("garganey-benchmark").toRealPath();
    this.server = server;
  }

  Path folder() {
    return folder;
  }

  /** A new folder. */
  Path newFolder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(++made + "-" + name.replaceAll("\\W+", "-")));
  }

  // --- Databases ---------------------------------------------------------------------------------

  /** A new and empty database. */
  Database newDatabase(Product product) throws SQLException {
    Database database = named(product);
    if (product == Product.POSTGRESQL) {
      server.orElseThrow().execute("create database " + database.name());
    }
    return database;
  }

  /** A new database that holds what another one holds, to which nobody is connected. */
  Database copy(Database other) throws SQLException, IOException {
    Database database = named(other.product());
    if (other.product() == Product.POSTGRESQL) {
      server
          .orElseThrow()
          .execute("create database " + database.name() + " template " + other.name());
    } else {
      Files.copy(Path.of(other.address()), Path.of(database.address()));
    }
    return database;
  }

  void drop(Database database) throws SQLException, IOException {
    if (database.product() == Product.POSTGRESQL) {
      server.orElseThrow().execute("drop database if exists " + database.name() + " with (force)");
    } else {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(Path.of(database.address() + suffix));
      }
    }
    databases.remove(database);
  }

  /** Drops every database that is left. */
  void dropAll() {
    for (Database database : List.copyOf(databases)) {
      try {
        drop(database);
      } catch (SQLException | IOException e) {
        System.err.println("left behind: " + database.address() + ": " + e.getMessage());
      }
    }
  }

  private Database named(Product product) {
    refuseWhenClosing();
    String name = "garganey_benchmark_" + ProcessHandle.current().pid() + "_" + ++made;
    Database database =
        product == Product.POSTGRESQL
            ? server.orElseThrow().database(name)
            : new Database(product, folder.resolve(name + ".db").toString(), "", "");
    databases.add(database);
    return database;
  }

  // --- Processes ---------------------------------------------------------------------------------

  /** The process, which does not outlive this one. */
  Process running(Process process) {
    processes.add(process);
    if (closing) {
      end(process);
    }
    refuseWhenClosing();
    process.onExit().thenAccept(processes::remove);
    return process;
  }

  /** Ends a process and all that it started. */
  void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  /** Whether all that follows is in vain, because somebody interrupted it. */
  boolean isClosing() {
    return closing;
  }

  private void refuseWhenClosing() {
    if (closing) {
      throw new IllegalStateException("interrupted");
    }
  }

  @Override
  public void close() {
    closing = true;
    processes.forEach(this::end);
    dropAll();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    }
  }
}
