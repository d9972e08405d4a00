package dev.garganey.shell.diagram;

import dev.garganey.explore.Reference;
import dev.garganey.model.Table;
import dev.garganey.shell.diagram.Diagram.Box;
import dev.garganey.shell.diagram.Diagram.Point;
import dev.garganey.shell.diagram.Diagram.Wire;
import dev.garganey.shell.report.Visible;
import dev.garganey.shell.report.Width;
import java.util.List;
import java.util.stream.Collectors;

/** SvgDrawing draws a chart as a picture that needs nothing but itself. */
public final class SvgDrawing {
  /** Pixels of a place, and of the margin around all. */
  private static final int ACROSS = 8;

  private static final int DOWN = 20;
  private static final int MARGIN = 16;

  /** How far a line begins to turn before its corner. */
  private static final int ROUND = 6;

  /** A picture is about so much wider than high. */
  private static final double SHAPE = 1.6;

  private static final List<String> COLOURS =
      List.of("#2563a8", "#2e7d4f", "#b3541e", "#7b3fa0", "#a3204f", "#0f7c86", "#7a6a00");

  private static final String STYLE =
      """
      <style>
      text { font: 13px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1b1f24 }
      .name { font-weight: bold; fill: #ffffff }
      .type, .note { fill: #6a737d }
      .mark { font-size: 10px; font-weight: bold }
      .key { fill: #b3541e }
      .refers { fill: #2563a8 }
      .box { fill: #ffffff; stroke: #4a5560 }
      .head { fill: #4a5560 }
      .wire { fill: none; stroke-width: 1.5 }
      </style>
      """;

  private final Chart chart;
  private final Diagram diagram;
  private final StringBuilder svg = new StringBuilder();

  public SvgDrawing(Chart chart) {
    this.chart = chart;
    this.diagram = DiagramLayout.of(chart, room(chart));
  }

  /** As wide as makes a picture of a good shape. */
  private static int room(Chart chart) {
    double area = 0;
    for (Card card : chart.cards()) {
      area += (card.width() + 4.0) * ACROSS * (card.height() + 4.0) * DOWN;
    }
    int widest = chart.cards().stream().mapToInt(Card::width).max().orElse(1);
    return Math.max(widest, (int) (Math.sqrt(area * SHAPE) / ACROSS));
  }

  /** The document. */
  public String text() {
    int width = diagram.width() * ACROSS + 2 * MARGIN;
    int height = diagram.height() * DOWN + 2 * MARGIN;
    svg.setLength(0);
    svg.append(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                .formatted(width, height))
        .append(" width=\"%d\" height=\"%d\" role=\"img\">\n".formatted(width, height))
        .append("<title>Tables and foreign keys</title>\n")
        .append(STYLE)
        .append("<rect width=\"%d\" height=\"%d\" fill=\"#f6f8fa\"/>\n".formatted(width, height));
    diagram.wires().forEach(this::wire);
    diagram.boxes().forEach(this::box);
    return svg.append("</svg>\n").toString();
  }

  private static int x(int place) {
    return MARGIN + place * ACROSS + ACROSS / 2;
  }

  private static int y(int line) {
    return MARGIN + line * DOWN + DOWN / 2;
  }

  // --- Boxes
  // ---------------------------------------------------------------------------------------

  private static int top(Box box) {
    return MARGIN + box.y() * DOWN;
  }

  private static int bottom(Box box) {
    return y(box.bottom());
  }

  private void box(Box box) {
    int left = MARGIN + box.x() * ACROSS;
    int width = box.width() * ACROSS;
    int top = top(box);
    svg.append("<g>\n")
        .append(
            "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>\n"
                .formatted(left, top, width, bottom(box) - top))
        .append(
            "<path class=\"head\" d=\"M%d %d v%d q0 -4 4 -4 h%d q4 0 4 4 v%d z\"/>\n"
                .formatted(left, top + DOWN + 2, -DOWN + 2, width - 8, DOWN - 2));
    text("name", left + ACROSS, top + 15, box.card().title());
    int line = top + DOWN + 17;
    for (Card.Field field : box.card().fields()) {
      field(field, box, left, line);
      line += DOWN;
    }
    svg.append("</g>\n");
  }

  private void field(Card.Field field, Box box, int left, int line) {
    if (field.key()) {
      text("mark key", left + 6, line - 1, "PK");
    }
    if (field.refers()) {
      text("mark refers", left + (field.key() ? 22 : 6), line - 1, "FK");
    }
    int name = left + 5 * ACROSS;
    text("field", name, line, field.name());
    if (!field.note().isEmpty()) {
      text("note", name + Width.of(field.name() + " ") * ACROSS, line, "(" + field.note() + ")");
    }
    if (!field.type().isEmpty()) {
      text("type", name + (box.card().nameWidth() + 2) * ACROSS, line, field.type());
    }
  }

  private void text(String kind, int x, int y, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>\n"
            .formatted(kind, x, y, Markup.text(text)));
  }

  // --- Wires
  // ---------------------------------------------------------------------------------------

  private void wire(Wire wire) {
    Table child = chart.tables().get(wire.link().child());
    boolean up = wire.goesUp();
    Box from = diagram.boxes().get(wire.link().child());
    Box to = diagram.boxes().get(wire.link().parent());
    int start = up ? top(from) : bottom(from);
    int end = up ? bottom(to) : top(to);
    int away = up ? -1 : 1;
    svg.append("<g class=\"wire\" stroke=\"")
        .append(COLOURS.get(wire.net() % COLOURS.size()))
        .append("\">\n<title>")
        .append(Markup.text(Visible.line(told(wire))))
        .append("</title>\n<path d=\"")
        .append(path(wire, start, end))
        .append("\"/>\n<path d=\"");
    foot(x(wire.childEnd().x()), start, away, wire.link().isSingle(child));
    bar(x(wire.parentEnd().x()), end, -away, wire.link().isMandatory(child));
    svg.append("\"/>\n</g>\n");
  }

  private static String told(Wire wire) {
    return wire.link().keys().stream().map(SvgDrawing::told).collect(Collectors.joining("; "));
  }

  private static String told(Reference reference) {
    return reference.from()
        + " ("
        + String.join(", ", reference.key().columns())
        + ") → "
        + reference.key().references()
        + reference.key().name().map(n -> "  " + n).orElse("");
  }

  private static String path(Wire wire, int start, int end) {
    StringBuilder path = new StringBuilder();
    List<Point> points = wire.points();
    int last = points.size() - 1;
    path.append("M%d %d".formatted(x(points.get(0).x()), start));
    for (int i = 1; i < last; i++) {
      int beforeX = x(points.get(i - 1).x());
      int beforeY = i == 1 ? start : y(points.get(i - 1).y());
      int afterX = x(points.get(i + 1).x());
      int afterY = i + 1 == last ? end : y(points.get(i + 1).y());
      int atX = x(points.get(i).x());
      int atY = y(points.get(i).y());
      path.append(
          " L%d %d Q%d %d %d %d"
              .formatted(
                  toward(atX, beforeX),
                  toward(atY, beforeY),
                  atX,
                  atY,
                  toward(atX, afterX),
                  toward(atY, afterY)));
    }
    return path.append(" L%d %d".formatted(x(points.get(last).x()), end)).toString();
  }

  /** From a corner a little way to a neighbour, but no more than half of it. */
  private static int toward(int corner, int neighbour) {
    int way = Math.min(ROUND, Math.abs(neighbour - corner) / 2);
    return corner + Integer.signum(neighbour - corner) * way;
  }

  /** The crow's foot of many, or the bar of one. */
  private void foot(int x, int y, int away, boolean single) {
    if (single) {
      svg.append("M%d %d h10".formatted(x - 5, y + away * 8));
    } else {
      svg.append("M%d %d L%d %d L%d %d".formatted(x - 6, y, x, y + away * 10, x + 6, y));
    }
  }

  /** The bar of one, or the ring of one that there need not be. */
  private void bar(int x, int y, int away, boolean mandatory) {
    svg.append(" M%d %d h10".formatted(x - 5, y + away * 5));
    if (mandatory) {
      svg.append(" M%d %d h10".formatted(x - 5, y + away * 9));
    } else {
      svg.append(" M%d %d a4 4 0 1 1 8 0 a4 4 0 1 1 -8 0".formatted(x - 4, y + away * 12));
    }
  }
}
