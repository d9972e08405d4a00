package dev.garganey.script;

import java.math.BigInteger;
import java.util.Comparator;

/** MigrationOrder sorts ids by their leading number, then by the rest; those without come last. */
public final class MigrationOrder {
  /** That order. */
  public static final Comparator<String> BY_NUMBER = MigrationOrder::compare;

  private MigrationOrder() {}

  private static int compare(String a, String b) {
    int digitsA = digits(a);
    int digitsB = digits(b);
    if (digitsA == 0 || digitsB == 0) {
      return digitsA == digitsB ? a.compareTo(b) : digitsA == 0 ? 1 : -1;
    }
    int byNumber = number(a, digitsA).compareTo(number(b, digitsB));
    if (byNumber != 0) {
      return byNumber;
    }
    int byRest = a.substring(digitsA).compareTo(b.substring(digitsB));
    return byRest != 0 ? byRest : a.compareTo(b);
  }

  private static int digits(String id) {
    int i = 0;
    while (i < id.length() && id.charAt(i) >= '0' && id.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static BigInteger number(String id, int digits) {
    return new BigInteger(id.substring(0, digits));
  }
}
