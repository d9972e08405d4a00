package dev.garganey.cache;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * PrivateFolder is a folder of which nobody but the user can have changed anything.
 *
 * <p>Where the file system knows owners and rights, it is trusted if the folder is the user's and
 * only the user can write in it, and if everything above it belongs to the user or to root and can
 * be written by nobody else; a folder in which each may only remove what is his own, as {@code
 * /tmp}, may be above it. That is what ssh asks of the place of its keys (sshd_config,
 * StrictModes). Elsewhere a user's home is private by other means.
 */
final class PrivateFolder {
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int RIGHTS = 07777;
  private static final int FOLDER = 040000;
  private static final int FILE = 0100000;
  private static final int KIND = 0170000;
  private static final long ROOT = 0;
  private static final Path PROCESS = Path.of("/proc/self");

  private final Path path;
  private Optional<Optional<Path>> looked = Optional.empty();

  PrivateFolder(Path path) {
    this.path = path;
  }

  /** Makes it, and what is missing above it, for the user alone; where it is, if it is trusted. */
  Optional<Path> make() throws IOException {
    if (!Files.isDirectory(path)) {
      Path above = path.getParent();
      while (!Files.isDirectory(above)) {
        above = above.getParent();
      }
      if (knowsOwners() && !isSafePlace(above.toRealPath())) {
        // What this user makes in another one's folder would only be in that one's way.
        return Optional.empty();
      }
      Files.createDirectories(path, forUserAlone());
      looked = Optional.empty();
    }
    return find();
  }

  private FileAttribute<?>[] forUserAlone() {
    return knowsOwners()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Where it is, without symbolic links, which somebody might change; empty where it is missing or
   * not to be trusted. It is looked at once.
   */
  Optional<Path> find() throws IOException {
    if (looked.isEmpty()) {
      if (!Files.isDirectory(path)) {
        return Optional.empty();
      }
      Path real = path.toRealPath();
      looked = Optional.of(Optional.of(real).filter(p -> !knowsOwners() || isSafe(p)));
    }
    return looked.get();
  }

  /** Whether a file in it is a plain one that only the user can have written. */
  boolean isOwn(Path file) throws IOException {
    return !knowsOwners() || isOwn(file, FILE);
  }

  private boolean knowsOwners() {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static boolean isSafe(Path real) {
    try {
      return isOwnPlace(real);
    } catch (IOException unknown) {
      return false;
    }
  }

  private static boolean isOwnPlace(Path real) throws IOException {
    // The folder and the one of all caches are this program's own.
    Path caches = real.getParent();
    if (caches == null || !isOwn(real, FOLDER) || !isOwn(caches, FOLDER)) {
      return false;
    }
    return isSafePlace(caches.getParent());
  }

  /** Whether nobody but the user can put another folder in the place of one in this one. */
  private static boolean isSafePlace(Path real) throws IOException {
    for (Path above = real; above != null; above = above.getParent()) {
      Map<String, Object> unix = unix(above);
      int mode = (Integer) unix.get("mode");
      boolean shared = (mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0;
      if (shared || !(owner(unix) == ROOT || owner(unix) == user())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOwn(Path path, int kind) throws IOException {
    Map<String, Object> unix = unix(path);
    int mode = (Integer) unix.get("mode");
    return (mode & KIND) == kind
        && (mode & RIGHTS & WRITABLE_BY_OTHERS) == 0
        && owner(unix) == user();
  }

  private static Map<String, Object> unix(Path path) throws IOException {
    return Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static long owner(Map<String, Object> unix) {
    return Integer.toUnsignedLong((Integer) unix.get("uid"));
  }

  /** Whose process this is. Where nobody has that number a name, only Linux tells the number. */
  private static long user() throws IOException {
    if (Files.isDirectory(PROCESS)) {
      return Integer.toUnsignedLong((Integer) Files.getAttribute(PROCESS, "unix:uid"));
    }
    try {
      return new UnixSystem().getUid();
    } catch (LinkageError notInThisJava) {
      throw new IOException("This Java cannot tell whose process it is", notInThisJava);
    }
  }
}
