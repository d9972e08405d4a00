package dev.garganey.shell.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tracks are the lines between two rows on which nets run sideways; no two of them on one line
 * where they would touch.
 */
final class Tracks {
  private record Run(int net, int from, int to, Set<Integer> uppers, Set<Integer> lowers) {
    private boolean covers(int x) {
      return x >= from && x <= to;
    }
  }

  private final List<List<Run>> tracks = new ArrayList<>();
  private final Map<Integer, Integer> byNet = new HashMap<>();

  /** The tracks for nets by the columns that they have above and below. */
  Tracks(Map<Integer, Set<Integer>> uppers, Map<Integer, Set<Integer>> lowers) {
    List<Run> runs = new ArrayList<>();
    for (int net : uppers.keySet().stream().sorted().toList()) {
      Set<Integer> above = uppers.get(net);
      Set<Integer> below = lowers.getOrDefault(net, Set.of());
      List<Integer> all = new ArrayList<>(above);
      all.addAll(below);
      int from = all.stream().mapToInt(x -> x).min().orElse(0);
      int to = all.stream().mapToInt(x -> x).max().orElse(0);
      if (from < to) {
        runs.add(new Run(net, from, to, above, below));
      }
    }
    runs.sort(Comparator.comparing(Run::from).thenComparing(Run::to));
    runs.forEach(this::put);
    order();
    for (int i = 0; i < tracks.size(); i++) {
      for (Run run : tracks.get(i)) {
        byNet.put(run.net(), i);
      }
    }
  }

  int count() {
    return tracks.size();
  }

  /** The track of a net; 0 where it goes straight down and has none. */
  int of(int net) {
    return byNet.getOrDefault(net, 0);
  }

  private void put(Run run) {
    for (List<Run> track : tracks) {
      if (track.stream().allMatch(r -> r.to() + 1 < run.from() || run.to() + 1 < r.from())) {
        track.add(run);
        return;
      }
    }
    tracks.add(new ArrayList<>(List.of(run)));
  }

  /** Swaps neighbours as long as that makes crossings fewer. */
  private void order() {
    boolean better = true;
    while (better) {
      better = false;
      for (int i = 0; i + 1 < tracks.size(); i++) {
        if (crossings(tracks.get(i + 1), tracks.get(i))
            < crossings(tracks.get(i), tracks.get(i + 1))) {
          List<Run> upper = tracks.get(i);
          tracks.set(i, tracks.get(i + 1));
          tracks.set(i + 1, upper);
          better = true;
        }
      }
    }
  }

  private static int crossings(List<Run> upper, List<Run> lower) {
    int count = 0;
    for (Run a : upper) {
      for (Run b : lower) {
        count += (int) b.uppers().stream().filter(a::covers).count();
        count += (int) a.lowers().stream().filter(b::covers).count();
      }
    }
    return count;
  }
}
