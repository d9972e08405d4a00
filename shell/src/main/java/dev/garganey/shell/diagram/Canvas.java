package dev.garganey.shell.diagram;

import dev.garganey.shell.report.Page;
import dev.garganey.shell.report.Style;
import dev.garganey.shell.report.Width;
import java.util.Arrays;
import java.util.Optional;

/**
 * Canvas is a sheet of places, each with one character. Lines of one net join where they meet; of
 * two nets the one that goes down interrupts the other, so that nobody takes it for a joint.
 */
final class Canvas {
  private static final int UP = 1;
  private static final int RIGHT = 2;
  private static final int DOWN = 4;
  private static final int LEFT = 8;
  private static final int NONE = -1;

  /** By the directions into which a line goes on, added up. */
  private static final String LINES = " ╵╶└╷│┌├╴┘─┴┐┤┬┼";

  private static final String PLAIN = " |-+||++-+-+++++";

  private final int width;
  private final boolean plain;
  private final String[][] places;
  private final Style[][] styles;
  private final int[][] directions;
  private final int[][] nets;

  /**
   * An empty one.
   *
   * @param plain whether to do with ASCII
   */
  Canvas(int width, int height, boolean plain) {
    this.width = width;
    this.plain = plain;
    this.places = new String[height][width];
    this.styles = new Style[height][width];
    this.directions = new int[height][width];
    this.nets = new int[height][width];
    for (int[] row : nets) {
      Arrays.fill(row, NONE);
    }
  }

  /** A line, upright or level. */
  void line(int x1, int y1, int x2, int y2, int net, Style style) {
    boolean level = y1 == y2;
    int length = Math.abs(x2 - x1) + Math.abs(y2 - y1);
    int dx = Integer.signum(x2 - x1);
    int dy = Integer.signum(y2 - y1);
    for (int i = 0; i <= length; i++) {
      int forward = level ? (dx > 0 ? RIGHT : LEFT) : dy > 0 ? DOWN : UP;
      int back = level ? (dx > 0 ? LEFT : RIGHT) : dy > 0 ? UP : DOWN;
      int mask = (i < length ? forward : 0) | (i > 0 ? back : 0);
      mark(x1 + i * dx, y1 + i * dy, mask, net, style);
    }
  }

  private void mark(int x, int y, int mask, int net, Style style) {
    boolean other = nets[y][x] != NONE && nets[y][x] != net;
    if (other && (mask & (UP | DOWN)) == 0) {
      return; // it goes on behind the one that goes down
    }
    directions[y][x] = other ? mask : directions[y][x] | mask;
    nets[y][x] = net;
    places[y][x] = String.valueOf((plain ? PLAIN : LINES).charAt(directions[y][x]));
    styles[y][x] = style;
  }

  /** The border of a box. */
  void frame(int x, int y, int boxWidth, int height) {
    int right = x + boxWidth - 1;
    int bottom = y + height - 1;
    for (int i = y; i <= bottom; i++) {
      for (int j = x; j <= right; j++) {
        int mask =
            (i == y || i == bottom ? (j > x ? LEFT : 0) | (j < right ? RIGHT : 0) : 0)
                | (j == x || j == right ? (i > y ? UP : 0) | (i < bottom ? DOWN : 0) : 0);
        places[i][j] = String.valueOf((plain ? PLAIN : LINES).charAt(mask));
        styles[i][j] = null;
      }
    }
  }

  /** Where a line leaves the border of a box; what is written on the border stays. */
  void joint(int x, int y, boolean up, Style style) {
    if (!(plain ? "-" : "─").equals(places[y][x])) {
      return;
    }
    places[y][x] = plain ? "+" : up ? "┴" : "┬";
    styles[y][x] = style;
  }

  /** Where a line comes to a box. */
  void arrow(int x, int y, boolean up, Style style) {
    places[y][x] = plain ? (up ? "^" : "v") : up ? "▲" : "▼";
    styles[y][x] = style;
  }

  /** A text; what takes two places has them. */
  void text(int x, int y, String text, Optional<Style> style) {
    int at = x;
    for (int c : text.codePoints().toArray()) {
      int places1 = Width.of(Character.toString(c));
      if (places1 == 0 && at > x) {
        places[y][at - 1] += Character.toString(c);
        continue;
      }
      if (at + places1 > width) {
        return;
      }
      places[y][at] = Character.toString(c);
      styles[y][at] = style.orElse(null);
      if (places1 == 2) {
        places[y][at + 1] = "";
        styles[y][at + 1] = style.orElse(null);
      }
      at += places1;
    }
  }

  /** Writes it, line by line, without blanks at the ends. */
  void write(Page page) {
    for (int y = 0; y < places.length; y++) {
      int end = width;
      while (end > 0 && places[y][end - 1] == null) {
        end--;
      }
      StringBuilder line = new StringBuilder();
      int x = 0;
      while (x < end) {
        Style style = styles[y][x];
        StringBuilder run = new StringBuilder();
        while (x < end && styles[y][x] == style) {
          run.append(places[y][x] == null ? " " : places[y][x]);
          x++;
        }
        line.append(style == null ? run : page.styled(style, run.toString()));
      }
      page.line(line.toString());
    }
  }
}
