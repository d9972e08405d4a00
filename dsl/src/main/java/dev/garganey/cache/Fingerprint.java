package dev.garganey.cache;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Fingerprint tells one build of a program from another, by the place that its classes come from.
 *
 * <p>Of a jar it is its size, its time and the list of its entries, which holds a checksum of each
 * ({@code APPNOTE.TXT} 4.3.12): a jar of the same size and time, as reproducible builds make them,
 * is another one when a class in it is. Of a folder of classes, as in development, it is the size
 * and time of every file in it.
 */
public final class Fingerprint {
  private static final int END_RECORD = 22;
  private static final int END_SIGNATURE = 0x06054b50;

  private Fingerprint() {}

  /** That of the place a class comes from; none where it cannot be told, in a nested jar say. */
  public static Optional<String> of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(Path.of(source.getLocation().toURI())));
    } catch (IOException | URISyntaxException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  /**
   * That of the jar in which a class loader finds a resource. Nothing of the jar is loaded.
   *
   * @param resource the path of the resource, of a class file say
   */
  public static Optional<String> ofJarWith(String resource, ClassLoader loader) {
    URL found = loader.getResource(resource);
    if (found == null) {
      return Optional.empty();
    }
    try {
      return found.openConnection() instanceof JarURLConnection jar
          ? Optional.of(of(Path.of(jar.getJarFileURL().toURI())))
          : Optional.empty();
    } catch (IOException | URISyntaxException | RuntimeException unknown) {
      return Optional.empty();
    }
  }

  /** That of a jar or of a folder of classes. */
  static String of(Path place) throws IOException {
    return Files.isDirectory(place) ? ofFolder(place) : ofJar(place);
  }

  private static String ofJar(Path jar) throws IOException {
    long time = Files.getLastModifiedTime(jar).toMillis();
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
      CRC32 sum = new CRC32();
      sum.update(entryList(file));
      return file.length() + " " + time + " " + Long.toHexString(sum.getValue());
    }
  }

  /** The central directory of a jar; all of it where that is not found. */
  private static byte[] entryList(RandomAccessFile file) throws IOException {
    int last = (int) Math.min(file.length(), END_RECORD + 0xffff);
    byte[] end = read(file, file.length() - last, last);
    for (int at = end.length - END_RECORD; at >= 0; at--) {
      if (number(end, at) == END_SIGNATURE) {
        long size = Integer.toUnsignedLong(number(end, at + 12));
        long start = Integer.toUnsignedLong(number(end, at + 16));
        if (start + size <= file.length()) {
          return read(file, start, Math.toIntExact(size));
        }
      }
    }
    return read(file, 0, Math.toIntExact(file.length()));
  }

  private static byte[] read(RandomAccessFile file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private static String ofFolder(Path folder) throws IOException {
    long[] sums = new long[3];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            // In any order: folders are not listed in the same one everywhere.
            long one =
                31L * (31L * file.toString().hashCode() + about.size())
                    + about.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
            sums[0] += mixed(one);
            sums[1] ^= mixed(one + 1);
            sums[2]++;
            return FileVisitResult.CONTINUE;
          }
        });
    return sums[2] + " " + Long.toHexString(sums[0]) + " " + Long.toHexString(sums[1]);
  }

  /** The finalizer of MurmurHash3, by which neighbours become strangers. */
  private static long mixed(long value) {
    long v = value;
    v = (v ^ (v >>> 33)) * 0xff51afd7ed558ccdL;
    v = (v ^ (v >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return v ^ (v >>> 33);
  }
}
