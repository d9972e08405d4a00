package dev.garganey.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Suggestion finds the word that was probably meant, by edit distance. */
public final class Suggestion {
  private Suggestion() {}

  /** The known word nearest to {@code word}, if one is near enough to be a typing mistake. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return nearest(word, known, 1).stream().findFirst();
  }

  /** The known words that are near enough, the nearest first, and no more than so many. */
  public static List<String> nearest(String word, Collection<String> known, int most) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, Math.min(3, word.length() / 3));
    Map<String, Integer> distances = new HashMap<>();
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) <= limit) {
        int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
        if (distance <= limit) {
          distances.put(candidate, distance);
        }
      }
    }
    return distances.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** {@code "; did you mean `x`?"}, or nothing. */
  public static String clause(String word, Collection<String> known) {
    return nearest(word, known).map(w -> "; did you mean `" + w + "`?").orElse("");
  }

  /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
