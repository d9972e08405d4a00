package dev.garganey.dialect.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * NativeLibrary keeps SQLite's library as a file of its own. The driver would unpack it in every
 * process, and compare it with its archive byte by byte, which takes longer than all that a run
 * with nothing to do has to ask.
 */
final class NativeLibrary {
  /**
   * The folder to keep it in, a system property: one of the user's alone, and for one version of
   * this program. Where nobody names one, as in a service, the driver does as it always does.
   */
  static final String FOLDER = "garganey.native";

  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private NativeLibrary() {}

  /**
   * Tells the driver where the library is, which is unpacked now where it is not there yet. Where
   * that cannot be, or it cannot be loaded from there, the driver unpacks one for itself. One
   * thread at a time: while one loads the driver ahead, another may open a database.
   */
  static synchronized void provide() {
    String folder = System.getProperty(FOLDER, "");
    if (folder.isEmpty() || System.getProperty(PATH) != null) {
      return;
    }
    Path file = Path.of(folder).resolve(fileName());
    if (Files.exists(file) || isUnpacked(file)) {
      System.setProperty(NAME, file.getFileName().toString());
      System.setProperty(PATH, folder);
      if (!isLoaded()) {
        // Damaged, by a power cut say: the next process unpacks it anew.
        System.clearProperty(NAME);
        System.clearProperty(PATH);
        remove(file);
      }
    }
  }

  private static boolean isLoaded() {
    try {
      return SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError damaged) {
      return false;
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // Then the driver unpacks one in each process.
    }
  }

  /** Of another name for each system and processor, so that none takes another's. */
  private static String fileName() {
    return String.join(
        "-",
        "sqlite",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        System.mapLibraryName("sqlitejdbc"));
  }

  private static boolean isUnpacked(Path file) {
    String inside =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(inside)) {
      if (library == null) {
        return false;
      }
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
      try {
        Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
          written.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException notHere) {
      return false;
    }
  }
}
