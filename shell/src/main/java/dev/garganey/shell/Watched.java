package dev.garganey.shell;

import java.io.Console;

/**
 * Watched tells whether a person is at the other end. The launcher says so by properties; where the
 * program was started without it, as one jar, the Java platform is asked, which takes longer.
 */
final class Watched {
  private Watched() {}

  /** Whether somebody sees what is printed. */
  static boolean isTerminal() {
    return said("garganey.terminal");
  }

  /** Whether that person can be asked: what a script pipes in is no answer. */
  static boolean answers() {
    return said("garganey.answers");
  }

  private static boolean said(String property) {
    String said = System.getProperty(property);
    return said == null ? isConsole() : Boolean.parseBoolean(said);
  }

  /** From JDK 22 on there is a console for a pipe too, and one has to ask what it is. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
  }
}
