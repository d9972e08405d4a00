package dev.garganey.shell.interactive;

import dev.garganey.shell.command.ExitCode;
import dev.garganey.shell.command.UsageMistake;
import dev.garganey.shell.result.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Switches are the words with a backslash, under the names that people know from psql, and what
 * they stand for here.
 */
final class Switches {
  /** What a switch does, for the help. */
  static final Map<String, String> HELP = help();

  private Switches() {}

  private static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    help.put("\\x [on|off|auto]", "rows one below the other; auto: where they are too wide");
    help.put("\\format FORMAT", "how rows are shown: " + String.join(", ", Format.words()));
    help.put("\\limit N", "the most rows that are shown; 0 for all");
    help.put("\\timing [on|off]", "tell how long each statement took");
    help.put("\\pager [on|off]", "show long results in a pager");
    help.put("\\d [NAME]", "describe NAME, or list the tables");
    help.put("\\c ENVIRONMENT", "use ENVIRONMENT");
    help.put("\\i FILE", "source FILE");
    help.put("\\? or \\h", "help");
    help.put("\\q", "quit");
    return help;
  }

  static ExitCode carryOut(Entry.Switch s, Shell shell) {
    String argument = s.argument().replaceFirst(";\\s*$", "");
    switch (s.name()) {
      case "x" -> expand(argument, shell);
      case "format", "pset" ->
          shell.show(
              shell.view().with(EntryReader.format(argument.replaceFirst("^format\\s+", ""))));
      case "limit" -> shell.show(shell.view().withLimit(number(argument)));
      case "timing" ->
          shell.show(shell.view().withTiming(toggled(argument, shell.view().timing())));
      case "pager" -> shell.show(shell.view().withPaging(toggled(argument, shell.view().paging())));
      case "a" -> shell.show(shell.view().with(Format.CSV));
      default -> {
        return word(s.name(), argument, shell);
      }
    }
    shell.tellView();
    return ExitCode.DONE;
  }

  private static void expand(String argument, Shell shell) {
    View view = shell.view();
    if (argument.equals("auto")) {
      shell.show(view.with(Format.TABLE).withWidthDeciding(true));
      return;
    }
    boolean expanded = toggled(argument, view.format() == Format.VERTICAL);
    shell.show(view.with(expanded ? Format.VERTICAL : Format.TABLE).withWidthDeciding(false));
  }

  private static boolean toggled(String argument, boolean now) {
    return switch (argument) {
      case "" -> !now;
      case "on" -> true;
      case "off" -> false;
      default -> throw new UsageMistake("This is on or off, not `" + argument + "`");
    };
  }

  private static int number(String argument) {
    try {
      int number = Integer.parseInt(argument);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      throw new UsageMistake("\\limit wants a number of rows, 0 for all, not `" + argument + "`");
    }
    throw new UsageMistake("\\limit wants a number of rows, 0 for all, not `" + argument + "`");
  }

  /** The switches that stand for a word. */
  private static ExitCode word(String name, String argument, Shell shell) {
    Optional<String> word =
        switch (name) {
          case "q" -> Optional.of("quit");
          case "?", "h" -> Optional.of("help");
          case "i" -> Optional.of("source");
          case "c" -> Optional.of("use");
          case "d", "d+" -> Optional.of(argument.isEmpty() ? "tables" : "describe");
          case "dt", "dv", "dm" -> Optional.of("tables");
          default -> Optional.empty();
        };
    if (word.isEmpty()) {
      throw new UsageMistake("There is no switch `\\" + name + "`; \\? lists them");
    }
    List<String> words = new ArrayList<>(List.of(word.get()));
    words.addAll(CommandLineWords.read(argument).words());
    return shell.carryOut(new Entry.Words(words, Destination.SCREEN));
  }
}
