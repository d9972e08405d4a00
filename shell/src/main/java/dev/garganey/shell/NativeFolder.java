package dev.garganey.shell;

import dev.garganey.cache.Fingerprint;
import dev.garganey.cache.UserCaches;
import java.util.Map;

/**
 * NativeFolder is where SQLite's library is kept as a file. The launcher says where; where the
 * program was started without it, as one jar, it is a folder of the user's caches for this jar.
 */
final class NativeFolder {
  /** The property that names it. */
  private static final String PROPERTY = "garganey.native";

  private NativeFolder() {}

  static void provide(Map<String, String> variables) {
    if (System.getProperty(PROPERTY) == null) {
      Fingerprint.of(Main.class)
          .flatMap(
              build ->
                  UserCaches.of(variables)
                      .folder("native-" + Integer.toHexString(build.hashCode())))
          .ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
    }
  }
}
