package dev.garganey.shell.report;

import java.io.PrintStream;

/** Page is where text for eyes is written; it knows whether there are colours. */
public final class Page {
  private final PrintStream out;
  private final boolean colours;

  public Page(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
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
