package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MigrationFolder is the migrations of a project, in their order, hashed but not evaluated.
 *
 * @param files by leading number, then by the rest of the name
 * @param unread the names of files that look like migrations, by their number and ending, and are
 *     none, as a copy that an editor keeps
 */
public record MigrationFolder(List<MigrationFile> files, List<String> unread) {
  /** How many files are worth a thread. */
  private static final int ENOUGH = 1000;

  private static final byte[] REPLACES = "replaces".getBytes(StandardCharsets.US_ASCII);

  public MigrationFolder {
    files = List.copyOf(files);
    unread = List.copyOf(unread);
  }

  /** The endings of migrations, wherever they stand in a name. */
  private static final Pattern ENDING = Pattern.compile("(?i)\\.(groovy|sql)");

  /**
   * The {@code .groovy} and {@code .sql} files of a folder; hidden files and all others are left
   * alone.
   *
   * @throws SchemaMistake if there is no such folder, if two files have one id, or if a name cannot
   *     be read or ends in capital letters
   */
  public static MigrationFolder read(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new SchemaMistake(
          (Files.exists(dir) ? "`" + dir + "` is not a folder" : "There is no folder `" + dir + "`")
              + ", and migrations are looked for there. Name another with --migrations, or let"
              + " `garganey init` make it.");
    }
    List<String> unread = new ArrayList<>();
    List<Entry> named = list(dir, unread);
    named.sort((a, b) -> MigrationOrder.BY_NUMBER.compare(a.id(), b.id()));
    unread.sort(MigrationOrder.BY_NUMBER);
    refuseGarbledNames(dir, named);
    List<MigrationFile> files = files(shownName(dir), named);
    refuseSameIds(dir, files);
    return new MigrationFolder(files, unread);
  }

  /** Entry is a file whose name says that it is a migration. */
  private record Entry(String id, String name, Path path) {
    static Entry of(String name, Path path) {
      return new Entry(name.substring(0, name.lastIndexOf('.')), name, path);
    }
  }

  /**
   * Reads and hashes on as many threads as there are processors, where there is enough for them.
   */
  private static List<MigrationFile> files(String folder, List<Entry> named) {
    int parts = Math.min(Runtime.getRuntime().availableProcessors(), 1 + named.size() / ENOUGH);
    List<FutureTask<List<MigrationFile>>> tasks = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      List<Entry> part = named.subList(named.size() * i / parts, named.size() * (i + 1) / parts);
      tasks.add(new FutureTask<>(() -> hashed(folder, part)));
    }
    for (FutureTask<?> task : tasks.subList(1, parts)) {
      Thread thread = new Thread(task, "garganey-hashing");
      thread.setDaemon(true);
      thread.start();
    }
    tasks.get(0).run();
    List<MigrationFile> files = new ArrayList<>(named.size());
    for (FutureTask<List<MigrationFile>> task : tasks) {
      files.addAll(result(task));
    }
    return files;
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static List<Entry> list(Path dir, List<String> unread) {
    List<Entry> named = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
      for (Path entry : entries) {
        String name = name(entry);
        boolean migration = name.endsWith(".groovy") || name.endsWith(".sql");
        if (name.startsWith(".") || (!migration && !ENDING.matcher(name).find())) {
          continue;
        }
        if (migration) {
          named.add(Entry.of(name, entry));
        } else {
          refuseCapitals(dir, name);
          unread.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw unreadable(dir, e.getCause());
    } catch (IOException e) {
      throw unreadable(dir, e);
    }
    return named;
  }

  private static void refuseCapitals(Path dir, String name) {
    String ending = name.substring(name.lastIndexOf('.'));
    String small = ending.toLowerCase(Locale.ROOT);
    if (small.equals(".groovy") || small.equals(".sql")) {
      throw new SchemaMistake(
          "In `%s`, the name of %s ends in `%s`, and migrations end in `%s`. Rename it, so that it is not passed over."
              .formatted(dir, name, ending, small));
    }
  }

  private static SchemaMistake unreadable(Path path, IOException reason) {
    return new SchemaMistake("`" + path + "` cannot be read: " + Unreadable.reason(reason));
  }

  /**
   * Java reads names in the encoding of the locale, and puts U+FFFD for what that does not have.
   * Under such a name a migration would be recorded, and applied once more where the locale is
   * another.
   */
  private static void refuseGarbledNames(Path dir, List<Entry> named) {
    for (Entry one : named) {
      if (one.id().indexOf('\uFFFD') >= 0 && !Files.isDirectory(one.path())) {
        throw new SchemaMistake(
            "In `%s`, the name of %s cannot be read in this locale. Set LC_ALL to one with UTF-8, as C.UTF-8 is, or name the file in plain letters."
                .formatted(dir, one.name()));
      }
    }
  }

  private static void refuseSameIds(Path dir, List<MigrationFile> files) {
    Map<String, MigrationFile> known = new HashMap<>();
    for (MigrationFile one : files) {
      MigrationFile other = known.putIfAbsent(one.id().toLowerCase(Locale.ROOT), one);
      if (other != null) {
        List<String> both = Stream.of(other, one).map(f -> name(f.path())).sorted().toList();
        throw new SchemaMistake(
            "In `%s`, %s and %s are one migration by name: a migration's id is its file's name without its ending, and letter case does not tell two apart. Rename one of them."
                .formatted(dir, both.get(0), both.get(1)));
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String shownName(Path dir) {
    Path name = dir.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private static List<MigrationFile> hashed(String folder, List<Entry> named) {
    MessageDigest digest = sha256();
    List<MigrationFile> files = new ArrayList<>(named.size());
    for (Entry one : named) {
      file(folder, one, digest).ifPresent(files::add);
    }
    return files;
  }

  /** The file; none where it is a folder, which is found out here, for asking each costs time. */
  private static Optional<MigrationFile> file(String folder, Entry one, MessageDigest digest) {
    try {
      byte[] bytes = Files.readAllBytes(one.path());
      String checksum = HexFormat.of().formatHex(digest.digest(bytes));
      String shown = folder + "/" + one.name();
      return Optional.of(
          new MigrationFile(one.id(), one.path(), shown, checksum, has(bytes, REPLACES)));
    } catch (IOException e) {
      if (Files.isDirectory(one.path())) {
        return Optional.empty();
      }
      throw unreadable(one.path(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static boolean has(byte[] text, byte[] word) {
    for (int i = 0; i + word.length <= text.length; i++) {
      if (text[i] == word[0] && Arrays.equals(text, i, i + word.length, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
