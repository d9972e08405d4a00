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
  /** From how many files on two threads hash sooner than one. */
  private static final int MANY = 200;

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
    List<Path> paths = list(dir, unread);
    refuseGarbledNames(dir, paths);
    refuseSameIds(dir, paths);
    paths.sort((a, b) -> MigrationOrder.BY_NUMBER.compare(id(a), id(b)));
    String folder = shownName(dir);
    Stream<Path> stream = paths.size() < MANY ? paths.stream() : paths.parallelStream();
    unread.sort(MigrationOrder.BY_NUMBER);
    return new MigrationFolder(stream.map(path -> file(folder, path)).toList(), unread);
  }

  private static List<Path> list(Path dir, List<String> unread) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean migration = name.endsWith(".groovy") || name.endsWith(".sql");
        if (name.startsWith(".") || (!migration && !ENDING.matcher(name).find())) {
          continue;
        }
        if (migration && !Files.isDirectory(entry)) {
          paths.add(entry);
        } else if (!migration) {
          refuseCapitals(dir, name);
          unread.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw unreadable(dir, e.getCause());
    } catch (IOException e) {
      throw unreadable(dir, e);
    }
    return paths;
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
  private static void refuseGarbledNames(Path dir, List<Path> paths) {
    for (Path path : paths) {
      if (id(path).indexOf('\uFFFD') >= 0) {
        throw new SchemaMistake(
            "In `%s`, the name of %s cannot be read in this locale. Set LC_ALL to one with UTF-8, as C.UTF-8 is, or name the file in plain letters."
                .formatted(dir, path.getFileName()));
      }
    }
  }

  private static void refuseSameIds(Path dir, List<Path> paths) {
    Map<String, Path> known = new HashMap<>();
    for (Path path : paths.stream().sorted().toList()) {
      Path other = known.putIfAbsent(id(path).toLowerCase(Locale.ROOT), path);
      if (other != null) {
        throw new SchemaMistake(
            "In `%s`, %s and %s are one migration by name: a migration's id is its file's name without its ending, and letter case does not tell two apart. Rename one of them."
                .formatted(dir, other.getFileName(), path.getFileName()));
      }
    }
  }

  private static String id(Path path) {
    String name = path.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String shownName(Path dir) {
    Path name = dir.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private static MigrationFile file(String folder, Path path) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      String shown = folder + "/" + path.getFileName();
      return new MigrationFile(
          id(path), path, shown, HexFormat.of().formatHex(hash), has(bytes, REPLACES));
    } catch (IOException e) {
      throw unreadable(path, e);
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
