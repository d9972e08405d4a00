package dev.garganey.shell.report;

import java.util.Locale;

/** Elapsed writes a span of time as people say it. */
public final class Elapsed {
  private Elapsed() {}

  /** {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}. */
  public static String text(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return millis / 60_000 + " min " + millis % 60_000 / 1000 + " s";
  }
}
