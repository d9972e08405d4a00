package dev.garganey.shell.diagram;

import dev.garganey.model.Table;
import dev.garganey.shell.diagram.Diagram.Box;
import dev.garganey.shell.diagram.Diagram.Point;
import dev.garganey.shell.diagram.Diagram.Wire;
import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Phrase;
import dev.garganey.shell.report.Style;
import dev.garganey.shell.report.Visible;
import dev.garganey.shell.report.Width;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** TextDrawing draws a chart with the characters of a terminal. */
public final class TextDrawing {
  private static final Style[] COLOURS = {Style.CYAN, Style.GREEN, Style.YELLOW, Style.RED};

  private final Chart chart;
  private final boolean all;
  private final boolean ascii;

  /**
   * A drawing.
   *
   * @param all whether tables are drawn too that no line leads to; else they are listed below
   * @param ascii whether to do with ASCII, also where the page shows more
   */
  public TextDrawing(Chart chart, boolean all, boolean ascii) {
    this.chart = chart;
    this.all = all;
    this.ascii = ascii;
  }

  /** Draws it as wide as the page. */
  public void write(Page page) {
    boolean plain = ascii || page.isAscii();
    Diagram diagram = DiagramLayout.of(all ? chart : chart.linked(), page.width());
    Canvas canvas = new Canvas(diagram.width(), diagram.height(), plain);
    for (Wire wire : diagram.wires()) {
      draw(wire, canvas);
    }
    diagram.boxes().forEach(b -> draw(b, canvas));
    diagram.wires().forEach(w -> ends(w, canvas));
    canvas.write(page);
    List<Table> alone = all ? List.of() : chart.alone();
    if (!alone.isEmpty()) {
      String names =
          alone.stream()
              .map(t -> Visible.line(t.name().toString()))
              .collect(Collectors.joining(", "));
      page.wrapped(
          0,
          Phrase.of(
                  diagram.boxes().isEmpty()
                      ? "No foreign keys between "
                      : "Without foreign keys here: ",
                  Style.DIM)
              .plus(names));
    }
    if (!diagram.wires().isEmpty()) {
      page.wrapped(0, Phrase.of(legend(plain), Style.DIM));
    }
  }

  private String legend(boolean plain) {
    boolean fields = chart.cards().stream().anyMatch(c -> !c.fields().isEmpty());
    String arrow = (plain ? "^" : "▲") + " is referred to";
    return fields ? "# primary key  > foreign key (to what has no line here)  " + arrow : arrow;
  }

  private static void draw(Wire wire, Canvas canvas) {
    Style colour = colour(wire);
    for (int i = 1; i < wire.points().size(); i++) {
      Point from = wire.points().get(i - 1);
      Point to = wire.points().get(i);
      canvas.line(from.x(), from.y(), to.x(), to.y(), wire.net(), colour);
    }
  }

  private static Style colour(Wire wire) {
    return COLOURS[wire.net() % COLOURS.length];
  }

  private static void ends(Wire wire, Canvas canvas) {
    boolean up = wire.goesUp();
    Style colour = colour(wire);
    canvas.joint(wire.childEnd().x(), wire.childEnd().y(), up, colour);
    Point end = wire.parentEnd();
    canvas.arrow(end.x(), end.y() + (up ? 1 : -1), up, colour);
  }

  private static void draw(Box box, Canvas canvas) {
    canvas.frame(box.x(), box.y(), box.width(), box.height());
    canvas.text(box.x() + 2, box.y(), " " + box.card().title() + " ", Optional.of(Style.BOLD));
    int y = box.y() + 1;
    int types = box.x() + 5 + box.card().nameWidth() + 2;
    for (Card.Field field : box.card().fields()) {
      canvas.text(box.x() + 2, y, field.marks(), Optional.of(Style.DIM));
      canvas.text(box.x() + 5, y, field.name(), Optional.empty());
      canvas.text(
          box.x() + 5 + Width.of(field.name()), y, field.shownNote(), Optional.of(Style.DIM));
      canvas.text(types, y, field.type(), Optional.of(Style.DIM));
      y++;
    }
  }
}
