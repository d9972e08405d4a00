package dev.garganey.compare;

import dev.garganey.execute.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Revisions takes a folder out of an earlier revision of the git repository that it is in. */
public final class Revisions {
  private final Path folder;

  /** For a folder as it is now; it need not exist. */
  public Revisions(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Reading works on the folder of a revision while that is at hand. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads, from a folder that is gone afterwards. */
    T read(Path copy);
  }

  /**
   * What is read from the folder as it was in a revision.
   *
   * @throws Refused if there is no git, no repository, no such revision or no such folder in it
   */
  public <T> T read(String revision, Reading<T> reading) {
    if (revision.startsWith("-")) {
      throw new Refused("`" + revision + "` is no revision");
    }
    Path parent = folder.getParent();
    byte[] archive =
        git(parent, List.of("archive", "--format=zip", revision, "--", name()), revision);
    try (TemporaryFolder copy = TemporaryFolder.create()) {
      unpack(archive, copy.path());
      return reading.read(copy.path().resolve(name()));
    } catch (IOException failure) {
      throw new Refused("The folder of " + revision + " cannot be read: " + failure.getMessage());
    }
  }

  private String name() {
    return folder.getFileName().toString();
  }

  private static byte[] git(Path where, List<String> arguments, String revision) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    try {
      Path errors = Files.createTempFile("garganey", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
          throw new Refused(
              "git has no `"
                  + arguments.get(arguments.size() - 1)
                  + "` in the revision `"
                  + revision
                  + "`: "
                  + Files.readString(errors, StandardCharsets.UTF_8).strip());
        }
        return output;
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException noGit) {
      throw new Refused("git cannot be run: " + noGit.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refused("git was interrupted");
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          copy(zip, file);
        }
      }
    }
  }

  private static void copy(InputStream from, Path file) throws IOException {
    Files.write(file, from.readAllBytes());
  }
}
