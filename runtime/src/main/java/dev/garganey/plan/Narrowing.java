package dev.garganey.plan;

import dev.garganey.model.ColumnType;
import java.util.Optional;

/** Narrowing tells whether a type holds every value of another. */
public final class Narrowing {
  /** Fractional digits of a second, where none are said. */
  private static final int SECONDS = 6;

  private Narrowing() {}

  /** Whether some value of {@code from} may be lost or changed in {@code to}. */
  public static boolean between(ColumnType from, ColumnType to) {
    if (from.equals(to) || to instanceof ColumnType.Text) {
      return from instanceof ColumnType.Binary && !from.equals(to);
    }
    if (from instanceof ColumnType.ArrayOf a && to instanceof ColumnType.ArrayOf b) {
      return between(a.element(), b.element());
    }
    int digits = digits(from);
    if (digits > 0) {
      return integer(digits, to);
    }
    if (from instanceof ColumnType.Decimal a) {
      return !(to instanceof ColumnType.Decimal b) || decimal(a, b);
    }
    if (from instanceof ColumnType.Real) {
      return !(to instanceof ColumnType.DoublePrecision);
    }
    if (from instanceof ColumnType.Bool) {
      return digits(to) == 0;
    }
    if (isText(from)) {
      return !isText(to) || shorter(length(from), length(to));
    }
    if (from instanceof ColumnType.Date) {
      return !(to instanceof ColumnType.Timestamp);
    }
    if (from instanceof ColumnType.Time a && to instanceof ColumnType.Time b) {
      return shorterSeconds(a.precision(), b.precision());
    }
    if (from instanceof ColumnType.Timestamp a && to instanceof ColumnType.Timestamp b) {
      return shorterSeconds(a.precision(), b.precision());
    }
    if (from instanceof ColumnType.TimestampTz a && to instanceof ColumnType.TimestampTz b) {
      return shorterSeconds(a.precision(), b.precision());
    }
    return !(isText(to) && length(to).isEmpty());
  }

  /** Decimal digits of the widest integer; 0 for what is no integer. */
  private static int digits(ColumnType type) {
    if (type instanceof ColumnType.SmallInt) {
      return 5;
    }
    if (type instanceof ColumnType.Int) {
      return 10;
    }
    return type instanceof ColumnType.BigInt ? 19 : 0;
  }

  private static boolean integer(int digits, ColumnType to) {
    if (digits(to) > 0) {
      return digits(to) < digits;
    }
    if (to instanceof ColumnType.Decimal decimal) {
      return decimal.precision().isPresent() && whole(decimal) < digits;
    }
    if (isText(to)) {
      return shorter(Optional.of(digits + 1), length(to));
    }
    // A double holds integers of up to 15 digits exactly, a real of up to 6.
    return !(to instanceof ColumnType.DoublePrecision && digits <= 15)
        && !(to instanceof ColumnType.Real && digits <= 6);
  }

  private static boolean decimal(ColumnType.Decimal from, ColumnType.Decimal to) {
    if (to.precision().isEmpty()) {
      return false;
    }
    return from.precision().isEmpty()
        || whole(to) < whole(from)
        || to.scale().orElse(0) < from.scale().orElse(0);
  }

  private static int whole(ColumnType.Decimal decimal) {
    return decimal.precision().orElse(0) - decimal.scale().orElse(0);
  }

  private static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Text
        || type instanceof ColumnType.VarChar
        || type instanceof ColumnType.Char;
  }

  private static Optional<Integer> length(ColumnType type) {
    if (type instanceof ColumnType.Char fixed) {
      return Optional.of(fixed.length());
    }
    return type instanceof ColumnType.VarChar limited ? limited.length() : Optional.empty();
  }

  private static boolean shorter(Optional<Integer> from, Optional<Integer> to) {
    return to.isPresent() && (from.isEmpty() || to.get() < from.get());
  }

  private static boolean shorterSeconds(Optional<Integer> from, Optional<Integer> to) {
    return to.orElse(SECONDS) < from.orElse(SECONDS);
  }
}
