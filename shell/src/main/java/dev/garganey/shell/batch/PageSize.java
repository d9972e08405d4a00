package dev.garganey.shell.batch;

import dev.garganey.shell.report.Page;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PageSize is what the environment says of the terminal: how wide it is, and whether it shows more
 * than ASCII.
 *
 * @param width in places
 */
record PageSize(int width, boolean ascii) {
  /** Narrower is no terminal that one can read on. */
  private static final int NARROWEST = 20;

  private static final int WIDEST = 2000;

  /**
   * By the variables {@code COLUMNS} and {@code TERM}, and by the locale in the order in which
   * POSIX looks for it (XBD 8.2). Without any locale UTF-8 is taken for granted.
   */
  static PageSize of(Map<String, String> variables) {
    boolean utf8 =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> variables.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .map(PageSize::isUtf8)
            .orElse(true);
    return new PageSize(
        width(variables.getOrDefault("COLUMNS", "")),
        !utf8 || "dumb".equals(variables.get("TERM")));
  }

  private static boolean isUtf8(String locale) {
    String lower = locale.toLowerCase(Locale.ROOT);
    return lower.contains("utf-8") || lower.contains("utf8");
  }

  /** A terminal that does not know says 0. */
  private static int width(String columns) {
    return columns.matches("[1-9][0-9]{0,5}")
        ? Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(columns)))
        : Page.USUAL_WIDTH;
  }

  Page page(PrintStream out, boolean colours) {
    return new Page(out, colours, width, ascii);
  }
}
