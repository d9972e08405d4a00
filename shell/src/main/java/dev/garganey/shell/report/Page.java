package dev.garganey.shell.report;

import java.io.PrintStream;

/** Page is where text for eyes is written; it knows how wide it is and what it can show. */
public final class Page {
  /** What a terminal is wide that does not say it. */
  public static final int USUAL_WIDTH = 80;

  private final PrintStream out;
  private final boolean colours;
  private final int width;
  private final boolean ascii;

  public Page(PrintStream out, boolean colours) {
    this(out, colours, USUAL_WIDTH, false);
  }

  /**
   * A page.
   *
   * @param width how many places a line has
   * @param ascii whether it shows no characters but those of ASCII
   */
  public Page(PrintStream out, boolean colours, int width, boolean ascii) {
    this.out = out;
    this.colours = colours;
    this.width = width;
    this.ascii = ascii;
  }

  /** How many places a line has; what cannot be cut runs over. */
  public int width() {
    return width;
  }

  /** Whether it shows no characters but those of ASCII. */
  public boolean isAscii() {
    return ascii;
  }

  /** Writes a text on as many lines as it takes, each indented by so many places. */
  public void wrapped(int indent, Phrase phrase) {
    for (Phrase line : phrase.wrapped(Math.max(1, width - indent))) {
      line(" ".repeat(indent) + line.on(this));
    }
  }

  /** Writes a line. */
  public void line(String text) {
    out.print(text);
    out.print('\n');
  }

  /** The text in a style, or as it is where there are no colours. */
  public String styled(Style style, String text) {
    return colours ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
  }
}
