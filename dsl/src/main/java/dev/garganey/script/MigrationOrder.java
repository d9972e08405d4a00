package dev.garganey.script;

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
    int byNumber = compareNumbers(a, digitsA, b, digitsB);
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

  /** Numbers of any length, by their digits: without leading zeros the longer one is greater. */
  private static int compareNumbers(String a, int digitsA, String b, int digitsB) {
    int zerosA = zeros(a, digitsA);
    int zerosB = zeros(b, digitsB);
    int byLength = Integer.compare(digitsA - zerosA, digitsB - zerosB);
    for (int i = 0; byLength == 0 && i < digitsA - zerosA; i++) {
      int byDigit = Character.compare(a.charAt(zerosA + i), b.charAt(zerosB + i));
      if (byDigit != 0) {
        return byDigit;
      }
    }
    return byLength;
  }

  private static int zeros(String id, int digits) {
    int i = 0;
    while (i < digits && id.charAt(i) == '0') {
      i++;
    }
    return i;
  }
}
