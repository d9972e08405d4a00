package dev.garganey.shell.diagram;

import dev.garganey.shell.diagram.Chart.Link;
import java.util.List;

/**
 * Diagram is a chart with a place for everything. Its unit is a place of a terminal: a character
 * wide, a line high.
 *
 * @param boxes in the order of the chart's cards
 * @param wires in the order of the chart's links
 */
record Diagram(Chart chart, int width, int height, List<Box> boxes, List<Wire> wires) {
  /** Point is a place; x goes to the right, y goes down. */
  record Point(int x, int y) {}

  /** Box is a card in its place; its borders are part of it. */
  record Box(Card card, int x, int y, int width) {
    int height() {
      return card.height();
    }

    /** The line of its lower border. */
    int bottom() {
      return y + height() - 1;
    }
  }

  /**
   * Wire is a link as a line that turns at right angles.
   *
   * @param points from the border of the child to that of the parent
   * @param net the same number for wires that may run together: those to one parent from one side
   */
  record Wire(Link link, int net, List<Point> points) {
    Wire {
      points = List.copyOf(points);
    }

    Point childEnd() {
      return points.get(0);
    }

    Point parentEnd() {
      return points.get(points.size() - 1);
    }

    /** Whether the parent is above the child. */
    boolean goesUp() {
      return parentEnd().y() < childEnd().y();
    }
  }

  Diagram {
    boxes = List.copyOf(boxes);
    wires = List.copyOf(wires);
  }
}
