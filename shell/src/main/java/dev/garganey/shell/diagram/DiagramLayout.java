package dev.garganey.shell.diagram;

import dev.garganey.shell.diagram.Chart.Link;
import dev.garganey.shell.diagram.Diagram.Box;
import dev.garganey.shell.diagram.Diagram.Point;
import dev.garganey.shell.diagram.Diagram.Wire;
import java.util.ArrayList;
import java.util.List;

/** DiagramLayout finds a place for all that a chart has; the same chart gives the same diagram. */
final class DiagramLayout {
  private static final int GAP = 3;

  /** What is tried less than the room, so that passing wires fit too. */
  private static final int STEP = 4;

  /** Between the last line of a row and the first of the next, beside the tracks. */
  private static final int BESIDE_TRACKS = 2;

  private final Chart chart;
  private final int[] row;
  private final List<Net> nets;
  private final List<List<Slot>> rows;
  private final Ports ports;
  private final List<Tracks> tracks = new ArrayList<>();
  private final List<Integer> rowTops = new ArrayList<>();
  private final List<Integer> rowEnds = new ArrayList<>();

  private DiagramLayout(Chart chart, int[] row, List<Net> nets, List<List<Slot>> rows) {
    this.chart = chart;
    this.row = row;
    this.nets = nets;
    this.rows = rows;
    this.ports = new Ports(rows, nets);
  }

  /**
   * The diagram of a chart.
   *
   * @param room how many places wide it shall be at most; a wider box is not cut
   */
  static Diagram of(Chart chart, int room) {
    int widest = chart.cards().stream().mapToInt(Card::width).max().orElse(1);
    DiagramLayout layout = arranged(chart, room, room);
    for (int tried = room - STEP; layout.end() > room && tried >= widest; tried -= STEP) {
      layout = arranged(chart, tried, room);
    }
    return layout.diagram();
  }

  private static DiagramLayout arranged(Chart chart, int packed, int room) {
    int[] row = Rows.of(chart, packed, GAP);
    List<Net> nets = Net.of(chart, row);
    return new DiagramLayout(chart, row, nets, Arrangement.of(chart, row, nets, room, GAP));
  }

  private int end() {
    return rows.stream().flatMap(List::stream).mapToInt(Slot::end).max().orElse(0);
  }

  private Diagram diagram() {
    int y = 0;
    for (int r = 0; r < rows.size(); r++) {
      rowTops.add(y);
      y += rows.get(r).stream().mapToInt(this::height).max().orElse(0);
      rowEnds.add(y);
      boolean last = r + 1 == rows.size();
      tracks.add(new Tracks(ports.uppers(r), last ? java.util.Map.of() : ports.lowers(r + 1)));
      y += last ? 0 : tracks.get(r).count() + BESIDE_TRACKS;
    }
    List<Box> boxes = new ArrayList<>();
    for (int node = 0; node < row.length; node++) {
      Slot slot = slot(node);
      boxes.add(new Box(chart.cards().get(node), slot.x, rowTops.get(row[node]), slot.width));
    }
    List<Wire> wires = chart.links().stream().map(l -> wire(l, boxes)).toList();
    int width =
        wires.stream()
            .flatMap(w -> w.points().stream())
            .mapToInt(p -> p.x() + 1)
            .reduce(end(), Math::max);
    return new Diagram(chart, width, y, boxes, wires);
  }

  private int height(Slot slot) {
    return slot.isBox() ? chart.cards().get(slot.node).height() : 0;
  }

  private Slot slot(int node) {
    return rows.get(row[node]).stream().filter(s -> s.node == node).findFirst().orElseThrow();
  }

  private Wire wire(Link link, List<Box> boxes) {
    Net net = nets.stream().filter(n -> n.has(link, row)).findFirst().orElseThrow();
    Box child = boxes.get(link.child());
    Box parent = boxes.get(link.parent());
    int step = net.down() ? -1 : 1;
    int x = net.down() ? ports.top(link.child(), net.id()) : ports.bottom(link.child(), net.id());
    List<Point> points = new ArrayList<>();
    points.add(new Point(x, net.down() ? child.y() : child.bottom()));
    for (int r = row[link.child()]; r != row[link.parent()]; r += step) {
      int next = r + step;
      int to =
          next != row[link.parent()]
              ? ports.passing(next, net.id())
              : net.down()
                  ? ports.bottom(link.parent(), net.id())
                  : ports.top(link.parent(), net.id());
      if (to != x) {
        int between = Math.min(r, next);
        int y = rowEnds.get(between) + 1 + tracks.get(between).of(net.id());
        points.add(new Point(x, y));
        points.add(new Point(to, y));
      }
      x = to;
    }
    points.add(new Point(x, net.down() ? parent.bottom() : parent.y()));
    return new Wire(link, net.id(), points);
  }
}
