package dev.garganey.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * NamingConvention names what the user did not: {@code users_email_key}, {@code
 * users_team_id_fkey}.
 *
 * <p>The suffixes are those of PostgreSQL ("Constraints" and "CREATE INDEX" in its manual), so that
 * names chosen here and names chosen by the server agree. A name longer than 63 bytes, the least
 * limit of the products served, ends in a checksum of the whole.
 */
public final class NamingConvention {
  private static final int LIMIT = 63;

  private NamingConvention() {}

  public static String primaryKey(ObjectName table) {
    return fit(table.name() + "_pkey");
  }

  public static String unique(ObjectName table, List<String> columns) {
    return join(table, columns, "key");
  }

  public static String foreignKey(ObjectName table, List<String> columns) {
    return join(table, columns, "fkey");
  }

  public static String check(ObjectName table, String column) {
    return join(table, List.of(column), "check");
  }

  public static String check(ObjectName table) {
    return fit(table.name() + "_check");
  }

  public static String exclusion(ObjectName table) {
    return fit(table.name() + "_excl");
  }

  public static String index(ObjectName table, List<IndexKey> keys) {
    List<String> words = new ArrayList<>();
    for (IndexKey key : keys) {
      words.add(key.expression() ? "expr" : key.text());
    }
    return join(table, words, "idx");
  }

  private static String join(ObjectName table, List<String> words, String suffix) {
    return fit(table.name() + "_" + String.join("_", words) + "_" + suffix);
  }

  private static String fit(String name) {
    // No character of UTF-16 takes more than three bytes in UTF-8.
    if (name.length() * 3 <= LIMIT) {
      return name;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LIMIT) {
      return name;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    String tail = String.format("_%08x", crc.getValue());
    StringBuilder head = new StringBuilder();
    int used = tail.length();
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      int size = new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8).length;
      if (used + size > LIMIT) {
        break;
      }
      head.appendCodePoint(point);
      used += size;
      i += Character.charCount(point);
    }
    return head + tail;
  }
}
