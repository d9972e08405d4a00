package dev.garganey.shell.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ports are the columns at which nets enter and leave each row. In the space between two rows no
 * two nets have the same column, so that their wires never run over each other.
 */
final class Ports {
  /** Key is a net at a slot. */
  private record Key(int node, int net) {}

  private final List<List<Slot>> rows;
  private final List<Net> nets;
  private final Map<Key, Integer> bottoms = new HashMap<>();
  private final Map<Key, Integer> tops = new HashMap<>();

  /** The columns of passing nets, by row. */
  private final List<Map<Integer, Integer>> passing = new ArrayList<>();

  Ports(List<List<Slot>> rows, List<Net> nets) {
    this.rows = rows;
    this.nets = nets;
    for (int r = 0; r < rows.size(); r++) {
      Map<Integer, Set<Integer>> over = r == 0 ? Map.of() : uppers(r - 1);
      Map<Integer, Integer> columns = new HashMap<>();
      passing.add(columns);
      for (Slot slot : rows.get(r)) {
        if (slot.isBox()) {
          top(slot, over);
          bottom(slot);
        } else {
          columns.put(slot.net, free(slot.x, slot.net, over));
        }
      }
    }
  }

  /** The columns at which each net leaves a row downwards. */
  Map<Integer, Set<Integer>> uppers(int row) {
    Map<Integer, Set<Integer>> columns = new HashMap<>();
    passing.get(row).forEach((net, x) -> columns.computeIfAbsent(net, n -> new HashSet<>()).add(x));
    boxes(row, bottoms, columns);
    return columns;
  }

  /** The columns at which each net comes to a row from above. */
  Map<Integer, Set<Integer>> lowers(int row) {
    Map<Integer, Set<Integer>> columns = new HashMap<>();
    passing.get(row).forEach((net, x) -> columns.computeIfAbsent(net, n -> new HashSet<>()).add(x));
    boxes(row, tops, columns);
    return columns;
  }

  private void boxes(int row, Map<Key, Integer> ports, Map<Integer, Set<Integer>> columns) {
    Set<Integer> here = new HashSet<>();
    rows.get(row).stream().filter(Slot::isBox).forEach(s -> here.add(s.node));
    ports.forEach(
        (key, x) -> {
          if (here.contains(key.node())) {
            columns.computeIfAbsent(key.net(), n -> new HashSet<>()).add(x);
          }
        });
  }

  int bottom(int node, int net) {
    return bottoms.get(new Key(node, net));
  }

  int top(int node, int net) {
    return tops.get(new Key(node, net));
  }

  int passing(int row, int net) {
    return passing.get(row).get(net);
  }

  private void bottom(Slot slot) {
    List<Net> leaving = new ArrayList<>();
    for (Net net : nets) {
      if (net.down() ? net.parent() == slot.node : net.children().contains(slot.node)) {
        leaving.add(net);
      }
    }
    for (int i = 0; i < leaving.size(); i++) {
      bottoms.put(new Key(slot.node, leaving.get(i).id()), spread(slot, i, leaving.size()));
    }
  }

  private void top(Slot slot, Map<Integer, Set<Integer>> over) {
    List<Net> coming = new ArrayList<>();
    for (Net net : nets) {
      if (net.down() ? net.children().contains(slot.node) : net.parent() == slot.node) {
        coming.add(net);
      }
    }
    coming.sort(Comparator.comparing(n -> mean(over.get(n.id()))));
    Set<Integer> used = new HashSet<>();
    for (int i = 0; i < coming.size(); i++) {
      int net = coming.get(i).id();
      int x = top(slot, spread(slot, i, coming.size()), net, over, used);
      used.add(x);
      tops.put(new Key(slot.node, net), x);
    }
  }

  private static double mean(Set<Integer> columns) {
    return columns.stream().mapToInt(c -> c).average().orElse(0);
  }

  private static int spread(Slot slot, int i, int of) {
    return slot.x + (slot.width - 1) * (i + 1) / (of + 1);
  }

  /** Straight below where the net comes from, where that is near; else the next free column. */
  private static int top(
      Slot slot, int wanted, int net, Map<Integer, Set<Integer>> over, Set<Integer> used) {
    for (int x : over.get(net)) {
      boolean near = Math.abs(x - wanted) <= Math.max(2, slot.width / 6);
      if (near && x > slot.x && x < slot.end() - 1 && isFree(x, net, over) && !used.contains(x)) {
        return x;
      }
    }
    for (int distance = 0; distance < slot.width; distance++) {
      for (int x : List.of(wanted + distance, wanted - distance)) {
        if (x > slot.x && x < slot.end() - 1 && isFree(x, net, over) && !used.contains(x)) {
          return x;
        }
      }
    }
    return wanted;
  }

  private static int free(int wanted, int net, Map<Integer, Set<Integer>> over) {
    for (int x : List.of(wanted, wanted + 1, wanted - 1)) {
      if (x >= 0 && isFree(x, net, over)) {
        return x;
      }
    }
    return wanted;
  }

  /** Whether no other net comes down in that column. */
  private static boolean isFree(int x, int net, Map<Integer, Set<Integer>> over) {
    return over.entrySet().stream().noneMatch(e -> e.getKey() != net && e.getValue().contains(x));
  }
}
