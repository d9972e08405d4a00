package dev.garganey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SmallDisk is a file system in memory of a few megabytes, to be filled. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this machine lets its user mount any: Linux lets root, outside of most containers. */
  public static boolean isPossible() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("garganey-disk-");
    boolean possible = mount(1, folder) && run("umount", folder.toString());
    Files.delete(folder);
    return possible;
  }

  /**
   * A fresh one.
   *
   * @param size in mebibytes
   * @throws IOException where there can be none
   */
  public static SmallDisk mounted(int size) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("garganey-disk-");
    if (!mount(size, folder)) {
      Files.delete(folder);
      throw new IOException("no file system may be mounted at " + folder);
    }
    return new SmallDisk(folder);
  }

  private static boolean mount(int size, Path folder) throws InterruptedException {
    String options = "size=" + size + "m,mode=700";
    return run("mount", "-t", "tmpfs", "-o", options, "none", folder.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // Nothing may be left open there; what is, is let go of as soon as it is closed.
    run("umount", "--lazy", folder.toString());
    Files.delete(folder);
  }
}
