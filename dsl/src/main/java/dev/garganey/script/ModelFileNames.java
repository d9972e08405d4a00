package dev.garganey.script;

import dev.garganey.model.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * ModelFileNames names the files of tables: {@code users.groovy}, {@code audit.log.groovy}. What no
 * file system takes alike is written as in addresses of the web, {@code %20}.
 */
final class ModelFileNames {
  static final String ENDING = ".groovy";

  private static final int LONGEST = 150;

  /** Names that Windows keeps for devices. */
  private static final Pattern DEVICES =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)", Pattern.CASE_INSENSITIVE);

  private ModelFileNames() {}

  /** The names by table. Those that differ in letter case alone have their capitals encoded. */
  static Map<ObjectName, String> of(Collection<ObjectName> tables) {
    Map<String, Integer> alike = new HashMap<>();
    tables.forEach(t -> alike.merge(name(t, false).toLowerCase(Locale.ROOT), 1, Integer::sum));
    Map<ObjectName, String> names = new TreeMap<>();
    for (ObjectName table : tables) {
      boolean clash = alike.get(name(table, false).toLowerCase(Locale.ROOT)) > 1;
      names.put(table, name(table, clash) + ENDING);
    }
    return names;
  }

  private static String name(ObjectName table, boolean capitals) {
    String name =
        table.schema().map(s -> part(s, capitals) + ".").orElse("") + part(table.name(), capitals);
    if (name.length() <= LONGEST) {
      return name;
    }
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, LONGEST) + "~%08x".formatted(sum.getValue());
  }

  private static String part(String text, boolean capitals) {
    StringBuilder out = new StringBuilder();
    boolean device = DEVICES.matcher(text).matches();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      // Files that begin with a low line hold what is no table.
      boolean first = i == 0 && (point == '_' || device);
      if (isPlain(point) && !first && !(capitals && Character.isUpperCase(point))) {
        out.appendCodePoint(point);
      } else {
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          out.append("%%%02X".formatted(b & 0xff));
        }
      }
      i += Character.charCount(point);
    }
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
