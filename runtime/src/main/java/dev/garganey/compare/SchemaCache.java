package dev.garganey.compare;

import dev.garganey.diff.SchemaJson;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.script.MigrationFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SchemaCache keeps the schemas that folders of migrations make, by what stands in their files: the
 * same files of another branch find the same schema, and no file of the project holds it.
 *
 * <p>It lies in {@code garganey/schemas} in the user's folder of caches ({@code XDG_CACHE_HOME}, or
 * {@code ~/.cache}), for that user alone. An entry says a digest of itself; one that is damaged is
 * as good as none. Nothing depends on an entry: where it cannot be written, it is not.
 */
public final class SchemaCache {
  /** How many entries stay; the oldest go first. */
  private static final int KEPT = 64;

  private static final String ENDING = ".json";

  private final Optional<Path> folder;

  private SchemaCache(Optional<Path> folder) {
    this.folder = folder;
  }

  /** The cache of the user whose variables these are; it keeps nothing where they name no home. */
  public static SchemaCache of(Map<String, String> variables) {
    return new SchemaCache(
        variable(variables, "XDG_CACHE_HOME")
            .map(Path::of)
            .or(() -> variable(variables, "HOME").map(home -> Path.of(home, ".cache")))
            .filter(Path::isAbsolute)
            .map(caches -> caches.resolve("garganey").resolve("schemas")));
  }

  private static Optional<String> variable(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** What the schema of these files is kept under: it changes with them and with this program. */
  public static String key(Product product, List<MigrationFile> files) {
    StringBuilder text = new StringBuilder();
    text.append(product)
        .append('\n')
        .append(SchemaCache.class.getPackage().getImplementationVersion())
        .append('\n');
    text.append(SchemaJson.VERSION).append(' ').append(built()).append('\n');
    files.forEach(
        f ->
            text.append(f.id())
                .append(f.isSql() ? ".sql " : " ")
                .append(f.checksum())
                .append('\n'));
    return digest(text.toString());
  }

  /** When the program was built: two builds of one version may fold differently. */
  private static String built() {
    StringBuilder times = new StringBuilder();
    for (Class<?> part : List.of(SchemaCache.class, SchemaJson.class)) {
      CodeSource source = part.getProtectionDomain().getCodeSource();
      try {
        FileTime time = Files.getLastModifiedTime(Path.of(source.getLocation().toURI()));
        times.append(time.toMillis()).append(' ');
      } catch (IOException | URISyntaxException | RuntimeException unknown) {
        times.append("? ");
      }
    }
    return times.toString();
  }

  /** The schema that is kept under a key, if it is and is whole. */
  public Optional<Schema> find(String key) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Path entry = folder.get().resolve(key + ENDING);
    try {
      String text = Files.readString(entry, StandardCharsets.UTF_8);
      int line = text.indexOf('\n');
      String json = text.substring(line + 1);
      if (line < 0 || !text.substring(0, line).equals(digest(key + json))) {
        return Optional.empty();
      }
      Schema schema = SchemaJson.read(json);
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
      return Optional.of(schema);
    } catch (IOException | RuntimeException missingOrDamaged) {
      return Optional.empty();
    }
  }

  /** Keeps a schema under a key, if that can be. */
  public void put(String key, Schema schema) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Path home = folder.get();
      Files.createDirectories(home.getParent());
      if (!Files.isDirectory(home)) {
        Files.createDirectory(
            home,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      String json = SchemaJson.write(schema);
      Path part = Files.createTempFile(home, key, ".part");
      try {
        Files.writeString(part, digest(key + json) + '\n' + json);
        Files.move(part, home.resolve(key + ENDING), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      prune(home);
    } catch (IOException | RuntimeException notKept) {
      // The next run folds again.
    }
  }

  private static void prune(Path home) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(home)) {
      entries =
          all.filter(f -> f.getFileName().toString().endsWith(ENDING))
              .sorted(Comparator.comparing(SchemaCache::age))
              .toList();
    }
    for (Path old : entries.subList(0, Math.max(0, entries.size() - KEPT))) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime age(Path entry) {
    try {
      return Files.getLastModifiedTime(entry);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
