package dev.garganey.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Room keeps entries of one kind by key, each in a file of its own.
 *
 * <p>A file opens with a digest of key and content: what is damaged, cut off or another key's
 * counts as none. It appears under its name when it is whole, so that processes and threads may use
 * one room at once. Nothing here fails: what cannot be read is not found, what cannot be written is
 * not kept.
 */
public final class Room {
  private static final String ENDING = ".kept";
  private static final String UNFINISHED = ".part";
  private static final int DIGEST_LENGTH = 64;

  /** How old what a process has left unfinished must be, for that process to be gone. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** How far apart two uses of an entry must be for the later one to be noted. */
  private static final Duration WORTH_NOTING = Duration.ofHours(1);

  private final Optional<PrivateFolder> folder;
  private final int entries;
  private final long bytes;

  Room(Optional<PrivateFolder> folder, int entries, long bytes) {
    this.folder = folder;
    this.entries = entries;
    this.bytes = bytes;
  }

  /** Whether anything can be found here at all: what is costly need not be asked for else. */
  public boolean isOpen() {
    return folder.isPresent();
  }

  /** A key for all of these parts; it has another value when one of them has. */
  public static String key(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(part.length()).append(':').append(part).append('\n');
    }
    return Digests.sha256(text.toString());
  }

  /** What is kept under a key, if it is and is whole. */
  public Optional<byte[]> find(String key) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Path> home = folder.get().find();
      if (home.isEmpty()) {
        return Optional.empty();
      }
      Path entry = home.get().resolve(key + ENDING);
      if (!Files.exists(entry) || !folder.get().isOwn(entry)) {
        return Optional.empty();
      }
      byte[] kept = Files.readAllBytes(entry);
      int start = Math.min(DIGEST_LENGTH, kept.length);
      byte[] content = Arrays.copyOfRange(kept, start, kept.length);
      byte[] digest = Arrays.copyOf(kept, start);
      if (!MessageDigest.isEqual(digest, digest(key, content))) {
        return Optional.empty();
      }
      noteUse(entry);
      return Optional.of(content);
    } catch (IOException | RuntimeException missingOrDamaged) {
      return Optional.empty();
    }
  }

  private static void noteUse(Path entry) {
    try {
      Duration age = Duration.between(lastUse(entry).toInstant(), Instant.now());
      if (age.abs().compareTo(WORTH_NOTING) > 0) {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
      }
    } catch (IOException | RuntimeException notNoted) {
      // It goes a little earlier than it should.
    }
  }

  /** Keeps something under a key, if that can be. */
  public void put(String key, byte[] content) {
    if (folder.isEmpty() || content.length > bytes / 4) {
      return;
    }
    try {
      Optional<Path> home = folder.get().make();
      if (home.isEmpty()) {
        return;
      }
      Path part = Files.createTempFile(home.get(), key, UNFINISHED);
      try {
        byte[] kept = Arrays.copyOf(digest(key, content), DIGEST_LENGTH + content.length);
        System.arraycopy(content, 0, kept, DIGEST_LENGTH, content.length);
        Files.write(part, kept);
        Files.move(part, home.get().resolve(key + ENDING), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      if (isTimeToPrune(key)) {
        prune(home.get());
      }
    } catch (IOException | RuntimeException notKept) {
      // The next run makes it again.
    }
  }

  /**
   * Whether this one prunes. Keys are digests, so one in so many does, without a clock or a count
   * that processes would have to share; in between the room may be that much fuller.
   */
  private boolean isTimeToPrune(String key) {
    return Math.floorMod(key.hashCode(), Math.max(1, entries / 16)) == 0;
  }

  private void prune(Path home) throws IOException {
    List<Entry> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home)) {
      for (Path file : files) {
        entry(file).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparing(Entry::used).reversed());
    long size = 0;
    int count = 0;
    for (Entry entry : all) {
      size += entry.size();
      count++;
      if (count > entries || size > bytes) {
        Files.deleteIfExists(entry.file());
      }
    }
  }

  /** An entry; what is none and was left behind is removed. */
  private static Optional<Entry> entry(Path file) {
    try {
      BasicFileAttributes about =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String name = file.getFileName().toString();
      if (name.endsWith(ENDING)) {
        return Optional.of(new Entry(file, about.lastModifiedTime(), about.size()));
      }
      Instant longAgo = Instant.now().minus(ABANDONED);
      if (name.endsWith(UNFINISHED) && about.lastModifiedTime().toInstant().isBefore(longAgo)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException gone) {
      // Another process prunes as well.
    }
    return Optional.empty();
  }

  private static FileTime lastUse(Path entry) throws IOException {
    return Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private static byte[] digest(String key, byte[] content) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    return Digests.sha256(name, content).getBytes(StandardCharsets.US_ASCII);
  }

  private record Entry(Path file, FileTime used, long size) {}
}
