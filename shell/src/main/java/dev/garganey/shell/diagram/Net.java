package dev.garganey.shell.diagram;

import dev.garganey.shell.diagram.Chart.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Net is all wires to one table from one side; they may run together.
 *
 * @param down whether the table is above those that refer to it
 */
record Net(int id, int parent, boolean down, List<Integer> children) {
  Net {
    children = List.copyOf(children);
  }

  /** The nets of a chart of which it is known in which row each table stands. */
  static List<Net> of(Chart chart, int[] rows) {
    Map<Integer, List<Integer>> below = new TreeMap<>();
    Map<Integer, List<Integer>> above = new TreeMap<>();
    for (Link link : chart.links()) {
      (rows[link.parent()] < rows[link.child()] ? below : above)
          .computeIfAbsent(link.parent(), p -> new ArrayList<>())
          .add(link.child());
    }
    List<Net> nets = new ArrayList<>();
    below.forEach((parent, children) -> nets.add(new Net(nets.size(), parent, true, children)));
    above.forEach((parent, children) -> nets.add(new Net(nets.size(), parent, false, children)));
    return nets;
  }

  boolean has(Link link, int[] rows) {
    return link.parent() == parent
        && rows[link.parent()] < rows[link.child()] == down
        && children.contains(link.child());
  }

  /** The first row behind its table that it has to pass, or one where it has none to pass. */
  int passesFrom(int[] rows) {
    return down
        ? rows[parent] + 1
        : children.stream().mapToInt(c -> rows[c]).min().orElseThrow() + 1;
  }

  /** The row up to which it has to pass others, that one not included. */
  int passesTo(int[] rows) {
    return down ? children.stream().mapToInt(c -> rows[c]).max().orElseThrow() : rows[parent];
  }
}
