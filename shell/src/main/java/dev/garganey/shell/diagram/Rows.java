package dev.garganey.shell.diagram;

import dev.garganey.shell.diagram.Chart.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows tells in which row each table stands: below those that it refers to, and no more of them in
 * a row than fit (Coffman and Graham's layering, by width). Where tables refer to each other in a
 * circle, one of them stands above what it refers to.
 */
final class Rows {
  private final Chart chart;
  private final int room;
  private final int gap;
  private final int[] row;
  private final List<Integer> taken = new ArrayList<>();
  private final Set<Link> backward = new HashSet<>();

  private Rows(Chart chart, int room, int gap) {
    this.chart = chart;
    this.room = room;
    this.gap = gap;
    this.row = new int[chart.cards().size()];
  }

  /** The rows of the cards, counted from 0 without gaps. */
  static int[] of(Chart chart, int room, int gap) {
    Rows rows = new Rows(chart, room, gap);
    rows.assign();
    return rows.row;
  }

  private void assign() {
    breakCircles();
    int[] depth = depths();
    List<Integer> order =
        IntStream.range(0, row.length)
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> isAlone(i))
                    .thenComparing(i -> depth[i])
                    .thenComparing(i -> -children(i)))
            .toList();
    int last = 0;
    for (int node : order) {
      int first = isAlone(node) ? last + 1 : 0;
      for (Link link : chart.links()) {
        if (link.child() == node && !backward.contains(link)) {
          first = Math.max(first, row[link.parent()] + 1);
        }
      }
      int found = first;
      while (!hasRoom(found, node)) {
        found++;
      }
      put(node, found);
      last = isAlone(node) ? last : Math.max(last, found);
    }
    bringParentsNear();
    closeGaps();
  }

  private boolean isAlone(int node) {
    return chart.links().stream().noneMatch(l -> l.child() == node || l.parent() == node);
  }

  private int children(int node) {
    return (int) chart.links().stream().filter(l -> l.parent() == node).count();
  }

  private boolean hasRoom(int at, int node) {
    return at >= taken.size()
        || taken.get(at) == 0
        || taken.get(at) + gap + chart.cards().get(node).width() <= room;
  }

  private void put(int node, int at) {
    while (taken.size() <= at) {
      taken.add(0);
    }
    int before = taken.get(at);
    taken.set(at, before + (before == 0 ? 0 : gap) + chart.cards().get(node).width());
    row[node] = at;
  }

  private void takeAway(int node) {
    int rest = taken.get(row[node]) - chart.cards().get(node).width() - gap;
    taken.set(row[node], Math.max(0, rest));
  }

  /** A table that refers to nothing stands just above the first that refers to it. */
  private void bringParentsNear() {
    for (int node = 0; node < row.length; node++) {
      int at = node;
      boolean free =
          chart.links().stream().noneMatch(l -> l.child() == at && !backward.contains(l));
      int below =
          chart.links().stream()
              .filter(l -> l.parent() == at && !backward.contains(l))
              .mapToInt(l -> row[l.child()])
              .min()
              .orElse(0);
      for (int wanted = below - 1; free && wanted > row[node]; wanted--) {
        if (hasRoom(wanted, node)) {
          takeAway(node);
          put(node, wanted);
        }
      }
    }
  }

  private void closeGaps() {
    int[] used = Arrays.stream(row).sorted().distinct().toArray();
    for (int i = 0; i < row.length; i++) {
      row[i] = Arrays.binarySearch(used, row[i]);
    }
  }

  // --- Circles
  // -------------------------------------------------------------------------------------

  private void breakCircles() {
    int[] state = new int[row.length];
    for (int node = 0; node < row.length; node++) {
      visit(node, state);
    }
  }

  /** Goes to what a table refers to; what leads back to where it came from closes a circle. */
  private void visit(int node, int[] state) {
    if (state[node] != 0) {
      return;
    }
    state[node] = 1;
    for (Link link : chart.links()) {
      if (link.child() == node) {
        if (state[link.parent()] == 1) {
          backward.add(link);
        } else {
          visit(link.parent(), state);
        }
      }
    }
    state[node] = 2;
  }

  private int[] depths() {
    int[] depth = new int[row.length];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Link link : chart.links()) {
        if (!backward.contains(link) && depth[link.child()] <= depth[link.parent()]) {
          depth[link.child()] = depth[link.parent()] + 1;
          changed = true;
        }
      }
    }
    return depth;
  }
}
