package dev.garganey.shell.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Arrangement puts the boxes of each row in an order, and in places, in which wires are short and
 * cross each other little: by barycentres, row after row, down and up (Sugiyama, Tagawa and Toda,
 * 1981).
 */
final class Arrangement {
  private static final int ROUNDS = 12;

  /** How many places longer the wires may be for one crossing less. */
  private static final int CROSSING = 12;

  private final List<List<Slot>> rows = new ArrayList<>();
  private final Map<Integer, Slot> boxes = new HashMap<>();
  private final int room;
  private final int gap;

  private Arrangement(int room, int gap) {
    this.room = room;
    this.gap = gap;
  }

  /**
   * The rows with their slots in places.
   *
   * @param room how many places there are in a row; where that is too few, more are taken
   * @param gap how many places are free between two slots
   */
  static List<List<Slot>> of(Chart chart, int[] row, List<Net> nets, int room, int gap) {
    Arrangement arrangement = new Arrangement(room, gap);
    arrangement.fill(chart, row, nets);
    arrangement.settle();
    return arrangement.rows;
  }

  private void fill(Chart chart, int[] row, List<Net> nets) {
    for (int node = 0; node < row.length; node++) {
      while (rows.size() <= row[node]) {
        rows.add(new ArrayList<>());
      }
      Slot slot = Slot.box(row[node], node, chart.cards().get(node).width());
      rows.get(row[node]).add(slot);
      boxes.put(node, slot);
    }
    for (Net net : nets) {
      Map<Integer, Slot> passing = new HashMap<>();
      for (int r = net.passesFrom(row); r < net.passesTo(row); r++) {
        Slot slot = Slot.passing(r, net.id());
        rows.get(r).add(slot);
        passing.put(r, slot);
      }
      connect(net, row, passing);
    }
  }

  private void connect(Net net, int[] row, Map<Integer, Slot> passing) {
    List<Slot> ends = new ArrayList<>(passing.values());
    net.children().forEach(c -> ends.add(boxes.get(c)));
    int step = net.down() ? -1 : 1;
    for (Slot end : ends) {
      int next = end.row + step;
      Slot other = next == row[net.parent()] ? boxes.get(net.parent()) : passing.get(next);
      (net.down() ? end.above : end.below).add(other);
      (net.down() ? other.below : other.above).add(end);
    }
  }

  private void settle() {
    rows.forEach(r -> place(r, Map.of()));
    double best = cost();
    List<List<Slot>> order = copy();
    Map<Slot, Integer> places = places();
    for (int round = 0; round < ROUNDS; round++) {
      boolean down = round % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        sort(rows.get(down ? i : rows.size() - 1 - i), down);
      }
      straighten();
      double cost = cost();
      if (cost < best) {
        best = cost;
        order = copy();
        places = places();
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, order.get(i));
    }
    places.forEach((slot, x) -> slot.x = x);
    for (int i = 0; i < rows.size(); i++) {
      align(rows.get(i), true);
    }
    for (int i = rows.size() - 1; i >= 0; i--) {
      align(rows.get(i), false);
    }
    int left = rows.stream().flatMap(List::stream).mapToInt(s -> s.x).min().orElse(0);
    rows.forEach(row -> row.forEach(slot -> slot.x -= left));
  }

  /** What passes a row goes on straight from where it passed the one before, if it can. */
  private void align(List<Slot> row, boolean down) {
    for (int i = 0; i < row.size(); i++) {
      Slot slot = row.get(i);
      int least = i == 0 ? 0 : row.get(i - 1).end() + gap;
      int most = i + 1 == row.size() ? room - 1 : row.get(i + 1).x - gap - 1;
      Optional<Slot> before =
          (down ? slot.above : slot.below).stream().filter(s -> s.net == slot.net).findFirst();
      if (!slot.isBox() && before.isPresent() && least <= most) {
        slot.x = Math.max(least, Math.min(most, before.get().x));
      }
    }
  }

  private List<List<Slot>> copy() {
    return new ArrayList<>(rows.stream().<List<Slot>>map(ArrayList::new).toList());
  }

  private Map<Slot, Integer> places() {
    Map<Slot, Integer> places = new HashMap<>();
    rows.forEach(row -> row.forEach(slot -> places.put(slot, slot.x)));
    return places;
  }

  private void sort(List<Slot> row, boolean down) {
    Map<Slot, Double> wanted = new HashMap<>();
    row.forEach(s -> wanted.put(s, mean(down ? s.above : s.below, s.center())));
    row.sort(Comparator.comparing(wanted::get));
    place(row, wanted);
  }

  /** Moves slots between those above and below them, in the order that they have. */
  private void straighten() {
    for (int i = 0; i < 2 * rows.size(); i++) {
      List<Slot> row = rows.get(i < rows.size() ? i : 2 * rows.size() - 1 - i);
      Map<Slot, Double> wanted = new HashMap<>();
      for (Slot slot : row) {
        List<Slot> all = Stream.concat(slot.above.stream(), slot.below.stream()).toList();
        wanted.put(slot, mean(all, slot.center()));
      }
      place(row, wanted);
    }
  }

  private static double mean(List<Slot> slots, double otherwise) {
    return slots.stream().mapToDouble(Slot::center).average().orElse(otherwise);
  }

  /** As near to where each is wanted as order, gaps and room let them be. */
  private void place(List<Slot> row, Map<Slot, Double> wanted) {
    int size = row.size();
    int[] left = new int[size];
    int[] right = new int[size];
    int end = 0;
    for (int i = 0; i < size; i++) {
      left[i] = Math.max(start(row.get(i), wanted), end);
      end = left[i] + row.get(i).width + gap;
    }
    int limit = room;
    for (int i = size - 1; i >= 0; i--) {
      left[i] = Math.min(left[i], limit - row.get(i).width);
      limit = left[i] - gap;
    }
    limit = room;
    for (int i = size - 1; i >= 0; i--) {
      right[i] = Math.min(start(row.get(i), wanted), limit - row.get(i).width);
      limit = right[i] - gap;
    }
    end = 0;
    for (int i = 0; i < size; i++) {
      right[i] = Math.max(right[i], end);
      left[i] = Math.max(left[i], end);
      row.get(i).x = (left[i] + right[i]) / 2;
      end = Math.max(left[i], right[i]) + row.get(i).width + gap;
    }
    for (int i = 1; i < size; i++) {
      row.get(i).x = Math.max(row.get(i).x, row.get(i - 1).end() + gap);
    }
  }

  private static int start(Slot slot, Map<Slot, Double> wanted) {
    double center = wanted.getOrDefault(slot, slot.center());
    return (int) Math.round(center - (slot.width - 1) / 2.0);
  }

  // --- Cost
  // ----------------------------------------------------------------------------------------

  private double cost() {
    double cost = 0;
    for (List<Slot> row : rows) {
      List<double[]> pairs = new ArrayList<>();
      for (Slot slot : row) {
        for (Slot below : slot.below) {
          pairs.add(new double[] {slot.center(), below.center()});
          cost += Math.abs(slot.center() - below.center());
        }
      }
      for (int i = 0; i < pairs.size(); i++) {
        for (int j = 0; j < i; j++) {
          double above = pairs.get(i)[0] - pairs.get(j)[0];
          double below = pairs.get(i)[1] - pairs.get(j)[1];
          cost += above * below < 0 ? CROSSING : 0;
        }
      }
    }
    return cost;
  }
}
