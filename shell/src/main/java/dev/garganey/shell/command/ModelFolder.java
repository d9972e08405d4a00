package dev.garganey.shell.command;

import dev.garganey.Pulled;
import dev.garganey.script.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** ModelFolder is where a pulled model is written, beside what is there already. */
final class ModelFolder {
  private static final String ENDING = ".groovy";

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /** FileState is how a file of the folder stands to what was pulled. */
  enum FileState {
    NEW,
    SAME,
    /** It is there, and says something else. */
    CHANGED,
    /** Pull wrote it, and nothing that was pulled belongs in it any more. */
    GONE,
    /** Somebody's own. */
    OWN
  }

  /**
   * The files by their names, those that were pulled and those that are there.
   *
   * @throws UsageMistake if the folder or a file cannot be read
   */
  Map<String, FileState> compare(Pulled pulled) {
    Map<String, FileState> states = new TreeMap<>();
    for (String name : present()) {
      if (!pulled.files().containsKey(name)) {
        boolean gone = pulled.whole() && isMarked(name);
        states.put(name, gone ? FileState.GONE : FileState.OWN);
      }
    }
    boolean there = Files.exists(folder);
    pulled
        .files()
        .forEach((name, text) -> states.put(name, there ? state(name, text) : FileState.NEW));
    return states;
  }

  private FileState state(String name, String text) {
    if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      return FileState.NEW;
    }
    return Arrays.equals(bytes(name), text.getBytes(StandardCharsets.UTF_8))
        ? FileState.SAME
        : FileState.CHANGED;
  }

  private List<String> present() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(ENDING) && !name.startsWith(".") && Files.isRegularFile(file)) {
          names.add(name);
        }
      }
    } catch (NotDirectoryException file) {
      throw new UsageMistake(folder + " is a file, and a folder is wanted there");
    } catch (IOException failure) {
      throw new UsageMistake(folder + " cannot be read: " + Unreadable.reason(failure));
    }
    return names;
  }

  private boolean isMarked(String name) {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    return text.lines().findFirst().filter(Pulled.MARK::equals).isPresent();
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException failure) {
      throw new UsageMistake(
          folder.resolve(name) + " cannot be read: " + Unreadable.reason(failure));
    }
  }

  /**
   * Writes what is new or changed, each file whole or not at all, and removes what is gone.
   *
   * @throws UsageMistake if a file cannot be written
   */
  void write(Pulled pulled, Map<String, FileState> states) {
    makeFolder();
    states.forEach(
        (name, state) -> {
          Path file = folder.resolve(name);
          try {
            switch (state) {
              case NEW, CHANGED -> replace(file, pulled.files().get(name));
              case GONE -> Files.delete(file);
              case SAME, OWN -> {}
            }
          } catch (IOException failure) {
            throw new UsageMistake(file + " cannot be written: " + Unreadable.reason(failure));
          }
        });
  }

  private static void replace(Path file, String text) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException file) {
      throw new UsageMistake(file.getFile() + " is a file, and a folder is wanted there");
    } catch (IOException failure) {
      throw new UsageMistake(folder + " cannot be made: " + Unreadable.reason(failure));
    }
  }
}
