package dev.garganey.cache;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * UserCaches is {@code garganey} in the user's folder of caches: {@code XDG_CACHE_HOME}, or {@code
 * ~/.cache} (XDG Base Directory Specification). A relative path counts as none, as it says there.
 */
public final class UserCaches {
  private final Optional<Path> folder;

  private UserCaches(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The caches of the user whose variables these are; none where they name no home. */
  public static UserCaches of(Map<String, String> variables) {
    return new UserCaches(
        variable(variables, "XDG_CACHE_HOME")
            .or(() -> variable(variables, "HOME").map(home -> home.resolve(".cache")))
            .map(caches -> caches.resolve("garganey")));
  }

  /** No caches: nothing is found, and nothing is kept. */
  public static UserCaches none() {
    return new UserCaches(Optional.empty());
  }

  private static Optional<Path> variable(Map<String, String> variables, String name) {
    try {
      return Optional.ofNullable(variables.get(name))
          .filter(value -> !value.isBlank())
          .map(Path::of)
          .filter(Path::isAbsolute);
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  /**
   * A room of them.
   *
   * @param name the name of its folder
   * @param entries how many entries stay, about; those not used for the longest time go first
   * @param bytes how large they may be together, about
   */
  public Room room(String name, int entries, long bytes) {
    return new Room(folder.map(caches -> new PrivateFolder(caches.resolve(name))), entries, bytes);
  }

  /** A folder of them, made now where it is missing; none where it cannot be, or not be trusted. */
  public Optional<Path> folder(String name) {
    try {
      return folder.isEmpty()
          ? Optional.empty()
          : new PrivateFolder(folder.get().resolve(name)).make();
    } catch (IOException notToBeHad) {
      return Optional.empty();
    }
  }
}
