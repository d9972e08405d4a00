package dev.garganey;

import dev.garganey.compare.TemporaryFolder;
import dev.garganey.execute.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * StagedFiles are new files of a project, of which either all come to be there or none: they are
 * written beside their places, under names that nobody reads, and moved at the end.
 */
final class StagedFiles {
  private final Map<Path, String> texts = new TreeMap<>();

  void add(Path file, String text) {
    texts.put(file, text);
  }

  Set<Path> paths() {
    return texts.keySet();
  }

  /** Writes those of one folder into another, for a proof. */
  void copy(Path folder, Path into) {
    try {
      for (Map.Entry<Path, String> file : texts.entrySet()) {
        if (file.getKey().startsWith(folder)) {
          write(into.resolve(folder.relativize(file.getKey()).toString()), file.getValue());
        }
      }
    } catch (IOException failure) {
      throw new Refused("The proof needs temporary files: " + reason(failure));
    }
  }

  /** A folder for {@link #copy}. */
  static TemporaryFolder temporary() {
    try {
      return TemporaryFolder.create();
    } catch (IOException failure) {
      throw new Refused("The proof needs a temporary folder: " + reason(failure));
    }
  }

  /**
   * Puts all files in their places.
   *
   * @throws Refused if one cannot be written, or is there already; then there is none of them
   */
  void place() {
    List<Path> written = new ArrayList<>();
    List<Path> placed = new ArrayList<>();
    try {
      for (Map.Entry<Path, String> file : texts.entrySet()) {
        written.add(staged(file.getKey()));
        write(staged(file.getKey()), file.getValue());
      }
      for (Path file : texts.keySet()) {
        if (Files.exists(file)) {
          throw new Refused(file + " is there already. Nothing was written.");
        }
        Files.move(staged(file), file, StandardCopyOption.ATOMIC_MOVE);
        placed.add(file);
      }
    } catch (IOException failure) {
      remove(placed);
      remove(written);
      throw new Refused("Nothing was written: " + reason(failure));
    } catch (Refused there) {
      remove(placed);
      remove(written);
      throw there;
    }
  }

  /** Takes all files away again. */
  void remove() {
    remove(List.copyOf(texts.keySet()));
  }

  private static void remove(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException left) {
        // What failed first is what the user must read; a staged name is read by nobody.
      }
    }
  }

  private static Path staged(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".tmp");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static String reason(IOException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
