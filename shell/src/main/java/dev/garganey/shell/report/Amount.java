package dev.garganey.shell.report;

import dev.garganey.explore.Extent;
import java.util.List;
import java.util.Locale;

/** Amount writes how much there is as people say it. */
public final class Amount {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

  private Amount() {}

  /** {@code 812 B}, {@code 96 kB}, {@code 1.5 GB}: units of 1024. */
  public static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1024 && unit < UNITS.size() - 1) {
      amount /= 1024;
      unit++;
    }
    boolean whole = amount >= 10 || amount == Math.rint(amount);
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", amount, UNITS.get(unit));
  }

  /** The number of rows, with a sign before it where it is an estimate; or nothing. */
  public static String rows(Extent extent) {
    return extent.rows().isEmpty() ? "" : (extent.exact() ? "" : "≈ ") + extent.rows().getAsLong();
  }

  /** {@code 1 row}, {@code ≈ 16044 rows}, or nothing. */
  public static String counted(Extent extent) {
    String rows = rows(extent);
    return rows.isEmpty() ? "" : rows + (rows.equals("1") ? " row" : " rows");
  }

  /** The size on disk, or nothing. */
  public static String size(Extent extent) {
    return extent.bytes().isEmpty() ? "" : bytes(extent.bytes().getAsLong());
  }
}
